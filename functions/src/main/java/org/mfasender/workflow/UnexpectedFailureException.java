package org.mfasender.workflow;

/**
 * A step met what nobody foresaw. The state machine ends the run under this class's name; what it was is in the function's log. Holds
 * neither a secret nor a stack trace.
 */
public final class UnexpectedFailureException extends RuntimeException {

    UnexpectedFailureException(String message) {
        super(message, null, false, false);
    }
}
