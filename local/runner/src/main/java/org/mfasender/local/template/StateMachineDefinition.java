package org.mfasender.local.template;

/**
 * An {@code AWS::StepFunctions::StateMachine}.
 *
 * @param logicalId its name in the template
 * @param name of the state machine
 * @param definition in Amazon States Language, with every substitution made
 */
public record StateMachineDefinition(String logicalId, String name, String definition) {
    /** The state machine's ARN in the local account. */
    public String arn() {
        return Surroundings.stateMachineArn(name);
    }
}
