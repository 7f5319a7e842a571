package org.mfasender.local.aws.states;

/** A state machine definition that is invalid, or that uses what is not supported here. */
public final class InvalidDefinition extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidDefinition(String location, String problem) {
        super(problem + " at " + location);
    }
}
