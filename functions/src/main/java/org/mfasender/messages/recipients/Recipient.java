package org.mfasender.messages.recipients;

/**
 * The phone that a message goes to. Prints its country and last digits only.
 *
 * @param e164 as Meta takes it, e.g. {@code +436605550100}
 * @param country ISO 3166-1 alpha-2
 * @param callingCode without the plus, e.g. {@code 43}
 * @param range the number without its last four digits: what one operator assigns, and what an attack on one comes from
 * @param lastDigits four or fewer, never most of the number
 */
public record Recipient(String e164, String country, String callingCode, String range, String lastDigits) {

    /**
     * The same for each number by which WhatsApp knows this phone: those of Mexico are also written with a 1 in front, those of Argentina
     * with a 9, and those of Brazil without the 9 that mobile numbers got.
     */
    String phone() {
        return e164;
    }

    @Override
    public String toString() {
        return country + " …" + lastDigits;
    }
}
