package org.mfasender.platform.observe;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;

/** How an invocation came out. */
public enum Outcome {
    /** The request was answered with what it asked for. */
    ANSWERED(LogLevel.INFO),
    /** The request was refused with an error body. */
    REFUSED(LogLevel.INFO),
    /** The step is done. */
    SUCCEEDED(LogLevel.INFO),
    /** The step looks again later. */
    WAITING(LogLevel.INFO),
    /** A person has to mend something; nothing is wrong with this system. */
    ACTION_REQUIRED(LogLevel.INFO),
    /** A newer run, or a deletion, has the account. */
    OVERTAKEN(LogLevel.INFO),
    /** Meta or AWS failed: the caller, or the state machine, tries again. */
    TEMPORARY_FAILURE(LogLevel.WARN),
    /** A fault of this system, or of what it was handed. */
    FAILED(LogLevel.ERROR);

    private final LogLevel level;

    Outcome(LogLevel level) {
        this.level = level;
    }

    LogLevel level() {
        return level;
    }
}
