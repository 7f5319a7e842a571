package org.mfasender.store;

/** Another write came between reading and writing a record: read again and decide again. */
public final class StaleRevisionException extends RuntimeException {

    StaleRevisionException() {
        super("The record was changed by another write");
    }

    StaleRevisionException(Throwable cause) {
        super("The record was changed by another write", cause);
    }
}
