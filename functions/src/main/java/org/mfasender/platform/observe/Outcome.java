package org.mfasender.platform.observe;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;

/** How an invocation ended. */
public enum Outcome {
    /** The request was answered with what it asked for. */
    ANSWERED(LogLevel.INFO),
    /** The request was refused with an error body. */
    REFUSED(LogLevel.INFO),
    /** The step is done. */
    SUCCEEDED(LogLevel.INFO),
    /** The step polls again later. */
    WAITING(LogLevel.INFO),
    /** A person has to fix something; nothing is wrong with this system. */
    ACTION_REQUIRED(LogLevel.INFO),
    /** The run was superseded by a newer one, or by a deletion. */
    SUPERSEDED(LogLevel.INFO),
    /** Meta or AWS failed: the caller, or the state machine, retries. */
    TEMPORARY_FAILURE(LogLevel.WARN),
    /** A fault of this system, or of its input. */
    FAILED(LogLevel.ERROR);

    private final LogLevel level;

    Outcome(LogLevel level) {
        this.level = level;
    }

    LogLevel level() {
        return level;
    }
}
