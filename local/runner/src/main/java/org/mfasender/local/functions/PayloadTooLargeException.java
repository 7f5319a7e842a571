package org.mfasender.local.functions;

/** Lambda does not take a request of this size. */
public final class PayloadTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PayloadTooLargeException(int largest) {
        super("Request must be smaller than " + largest + " bytes for the InvokeFunction operation");
    }
}
