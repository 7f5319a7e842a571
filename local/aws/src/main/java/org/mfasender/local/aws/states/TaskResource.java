package org.mfasender.local.aws.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** What a Task state calls, found by the ARN in its {@code Resource}. */
@FunctionalInterface
public interface TaskResource {

    /** Runs the task with the evaluated {@code Parameters}. A timeout interrupts it. */
    JsonNode invoke(JsonNode arguments) throws TaskFailure, InterruptedException;

    /** Members that {@code Parameters} must have. */
    default Set<String> requiredArguments() {
        return Set.of();
    }

    /** Further members that {@code Parameters} may have; if this and the required ones are empty, any. */
    default Set<String> optionalArguments() {
        return Set.of();
    }
}
