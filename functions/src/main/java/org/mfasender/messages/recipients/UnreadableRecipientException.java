package org.mfasender.messages.recipients;

/** A text is no phone number that a message can go to. The message says why, and how to write one; it does not repeat the text. */
public final class UnreadableRecipientException extends Exception {

    UnreadableRecipientException(String reason) {
        super(reason);
    }

    /** Why, in a sentence or two for a person. */
    public String reason() {
        return getMessage();
    }
}
