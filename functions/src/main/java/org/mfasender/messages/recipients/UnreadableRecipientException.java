package org.mfasender.messages.recipients;

/** A text is no phone number that a message can go to. */
public final class UnreadableRecipientException extends Exception {

    UnreadableRecipientException(String reason) {
        super(reason);
    }

    /** What is wrong and what to write, in a sentence or two for a person. Repeats nothing of the text but a character that is wrong. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
