package org.mfasender.messages.recipients;

import org.jspecify.annotations.Nullable;

/** The countries of numbers that Meta names. */
public final class Countries {

    private Countries() {}

    /** Made when the first number is asked for: few functions meet one. */
    private static final class Reader {

        static final RecipientReader INSTANCE = new RecipientReader();
    }

    /**
     * The country of a number, ISO 3166-1 alpha-2; null when it is none of a country.
     *
     * @param waId the digits of the number
     */
    public static @Nullable String ofWaId(String waId) {
        try {
            return Reader.INSTANCE.read("+" + waId).country();
        } catch (UnreadableRecipientException e) {
            return null;
        }
    }
}
