package org.mfasender.local.aws.states;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Observes executions, without their data. Called on the execution's thread; must not block or throw. */
public interface ExecutionListener {

    ExecutionListener NONE = new ExecutionListener() {};

    default void stateEntered(String execution, String state) {}

    /** {@code error} is the error name if the state failed, even if a Catch handled it. */
    default void stateExited(String execution, String state, Duration duration, @Nullable String error) {}

    /** {@code attempt} counts retries of this state from 1. */
    default void retryScheduled(String execution, String state, String error, int attempt, Duration delay) {}

    default void executionEnded(String execution, ExecutionStatus status, Duration duration, @Nullable String error) {}
}
