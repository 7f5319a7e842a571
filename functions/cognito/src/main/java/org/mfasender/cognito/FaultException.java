package org.mfasender.cognito;

/** A code that cannot be sent at all. Repeating it would not help. */
final class FaultException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Fault fault;

    FaultException(Fault fault) {
        super(fault.name());
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }
}
