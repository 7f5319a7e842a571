package org.mfasender.webhooks;

/** A webhook is signed, but not as Meta documents it. */
final class MalformedWebhookException extends Exception {

    private static final long serialVersionUID = 1;

    private final String place;

    /** @param place where it cannot be read; nothing of what is there */
    MalformedWebhookException(String place) {
        super(place);
        this.place = place;
    }

    String place() {
        return place;
    }
}
