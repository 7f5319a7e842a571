package org.mfasender.workflow;

/** Something that this system uses is failing; the state machine tries again under this class's name. Holds no secret. */
public final class TemporaryFailureException extends RuntimeException {

    TemporaryFailureException(String message) {
        super(message);
    }
}
