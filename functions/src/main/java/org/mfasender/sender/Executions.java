package org.mfasender.sender;

import java.time.Instant;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.sender.run.Provisioning;
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

    /**
     * Starts the execution of a run; that it is running already is a success.
     *
     * @return false when an execution of this name has ended: it cannot be started again
     */
    public boolean start(EnvironmentId environment, Provisioning run) {
        String input = "{\"environmentId\":\"" + environment + "\",\"generation\":" + run.generation() + "}";
        try {
            stepFunctions.startExecution(request -> request.stateMachineArn(stateMachineArn)
                    .name(run.execution())
                    .input(input));
            return true;
        } catch (ExecutionAlreadyExistsException e) {
            return false;
        }
    }

    /**
     * Starts the check that was due then, once: that it is running or over is a success.
     *
     * @param due in whole minutes
     */
    public void startCheck(EnvironmentId environment, Instant due) {
        String minute = due.toString().replaceAll("[-:]", "");
        try {
            stepFunctions.startExecution(request -> request.stateMachineArn(stateMachineArn)
                    .name(environment + "-health-" + minute)
                    .input("{\"environmentId\":\"" + environment + "\"}"));
        } catch (ExecutionAlreadyExistsException e) {
            // It is over.
        }
    }

    /**
     * Stops an execution; that it is over, or was never started, is a success.
     *
     * @param error its error from then on, e.g. {@code Deleted}
     * @param cause one sentence for whoever reads the history
     */
    public void stop(String execution, String error, String cause) {
        String arn = stateMachineArn.replace(":stateMachine:", ":execution:") + ":" + execution;
        try {
            stepFunctions.stopExecution(
                    request -> request.executionArn(arn).error(error).cause(cause));
        } catch (ExecutionDoesNotExistException e) {
            // Over for so long that it is forgotten, or never started.
        }
    }
}
