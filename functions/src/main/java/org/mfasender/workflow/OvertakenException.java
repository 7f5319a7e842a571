package org.mfasender.workflow;

/** A newer run, or a deletion, has the account: this one stops without effect. */
public final class OvertakenException extends RuntimeException {

    public OvertakenException() {
        super("A newer run has the account");
    }
}
