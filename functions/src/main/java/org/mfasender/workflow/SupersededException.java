package org.mfasender.workflow;

/** A newer run, or a deletion, superseded this run: it ends without effect. */
public final class SupersededException extends RuntimeException {

    public SupersededException() {
        super("A newer run superseded this one");
    }
}
