package org.mfasender.platform.dynamodb;

/**
 * Another write happened between reading and writing a record, or at the same time: read and decide again. Nothing was written.
 */
public final class StaleRevisionException extends RuntimeException {

    public StaleRevisionException() {
        super("The record was changed by another write");
    }

    public StaleRevisionException(Throwable cause) {
        super("The record was changed by another write", cause);
    }
}
