package org.mfasender.sender;

import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;

/** Starts and stops executions of the state machine. */
public final class Executions {

    private final SfnClient stepFunctions;
    private final String stateMachineArn;

    public Executions(SfnClient stepFunctions, String stateMachineArn) {
        this.stepFunctions = stepFunctions;
        this.stateMachineArn = stateMachineArn;
    }

    /** Starts the execution of an account's newest run; that it was started before is a success. */
    public void start(SenderAccount account) {
        String input =
                "{\"environmentId\":\"" + account.environmentId() + "\",\"generation\":" + account.generation() + "}";
        try {
            stepFunctions.startExecution(request -> request.stateMachineArn(stateMachineArn)
                    .name(account.provisioning().execution())
                    .input(input));
        } catch (ExecutionAlreadyExistsException e) {
            // It ran and ended already.
        }
    }

    /** Stops an execution; that it is over, or was never started, is a success. */
    public void stop(String execution) {
        String arn = stateMachineArn.replace(":stateMachine:", ":execution:") + ":" + execution;
        try {
            stepFunctions.stopExecution(
                    request -> request.executionArn(arn).error("Deleted").cause("The sender account was deleted."));
        } catch (ExecutionDoesNotExistException e) {
            // Over for so long that it is forgotten, or never started.
        }
    }
}
