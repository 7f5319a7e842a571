package org.mfasender.workflow;

/**
 * Something that this system uses is failing; the state machine tries again under this class's name. Holds no secret, and no stack trace:
 * Lambda would write it into the execution's history, where it explains nothing to an operator.
 */
public final class TemporaryFailureException extends RuntimeException {

    TemporaryFailureException(String message) {
        super(message, null, false, false);
    }
}
