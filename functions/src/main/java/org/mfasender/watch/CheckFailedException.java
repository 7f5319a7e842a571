package org.mfasender.watch;

/**
 * A check of a sender failed, for the state machine, which tries again. What it was is in the function's log. Holds neither a secret nor a
 * stack trace: Lambda would write it into the execution's history.
 */
public final class CheckFailedException extends RuntimeException {

    public CheckFailedException() {
        super(
                "The check failed: the function's log names the error in the lines with this execution",
                null,
                false,
                false);
    }
}
