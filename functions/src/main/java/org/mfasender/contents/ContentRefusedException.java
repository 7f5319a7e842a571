package org.mfasender.contents;

/** A rule about contents forbids what was asked. */
final class ContentRefusedException extends RuntimeException {

    private final transient ContentRefusal refusal;

    ContentRefusedException(ContentRefusal refusal) {
        super(refusal.getClass().getSimpleName());
        this.refusal = refusal;
    }

    ContentRefusal refusal() {
        return refusal;
    }
}
