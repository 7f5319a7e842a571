package org.mfasender.workflow;

/** An execution was started with an input that no account answers to. The state machine ends under this class's name. */
public final class InvalidExecutionInputException extends RuntimeException {

    InvalidExecutionInputException(String message) {
        super(message, null, false, false);
    }
}
