package org.mfasender.local.template;

import org.jspecify.annotations.Nullable;

/**
 * An {@code AWS::StepFunctions::StateMachine}.
 *
 * @param logicalId its name in the template
 * @param name of the state machine
 * @param definition in Amazon States Language, with every substitution made
 * @param keyArn of the key that encrypts it and its executions; null for AWS's own
 */
public record StateMachineDefinition(
        String logicalId,
        String name,
        String definition,
        @Nullable String keyArn) {
    /** The state machine's ARN in the local account. */
    public String arn() {
        return Surroundings.stateMachineArn(name);
    }
}
