package org.mfasender.platform.dynamodb;

/** Another write happened between reading and writing a record: read and decide again. */
public final class StaleRevisionException extends RuntimeException {

    public StaleRevisionException() {
        super("The record was changed by another write");
    }

    public StaleRevisionException(Throwable cause) {
        super("The record was changed by another write", cause);
    }
}
