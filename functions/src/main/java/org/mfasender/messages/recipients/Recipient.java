package org.mfasender.messages.recipients;

/**
 * The phone that a message goes to. Prints its country and last digits only.
 *
 * @param e164 as Meta takes it, e.g. {@code +436605550100}
 * @param country ISO 3166-1 alpha-2
 * @param callingCode without the plus, e.g. {@code 43}
 * @param range the {@linkplain #phone() phone} without its last four digits: operators assign numbers in such ranges, and attacks come
 *     from a few of them
 * @param lastDigits by which its owner knows it: four, fewer of a short number
 */
public record Recipient(String e164, String country, String callingCode, String range, String lastDigits) {

    private static final int DIGITS_OF_RANGE = 4;
    private static final int MOST_LAST_DIGITS = 4;
    private static final int LEAST_HIDDEN_DIGITS = 5;

    /**
     * A recipient.
     *
     * @param national the number without the country code
     */
    static Recipient of(String country, String callingCode, String national) {
        String e164 = "+" + callingCode + national;
        String phone = phone(callingCode, national);
        int last = Math.clamp(national.length() - LEAST_HIDDEN_DIGITS, 0, MOST_LAST_DIGITS);
        return new Recipient(
                e164,
                country,
                callingCode,
                phone.substring(0, phone.length() - DIGITS_OF_RANGE),
                national.substring(national.length() - last));
    }

    /**
     * The phone in digits, which is one for all numbers by which WhatsApp knows it: a mobile number of Argentina may have a 9 in front, and
     * one of Brazil may lack the 9 that was added in 2012 to 2016. Source: Meta, "Phone numbers"; {@code wa_id} may differ from what was
     * sent to.
     */
    String phone() {
        return phone(callingCode, e164.substring(1 + callingCode.length()));
    }

    private static String phone(String callingCode, String national) {
        return callingCode
                + switch (callingCode) {
                    case "54" -> national.replaceFirst("^9(?=\\d{10}$)", "");
                    case "55" -> national.replaceFirst("^(\\d\\d)(?=[6-9]\\d{7}$)", "$19");
                    default -> national;
                };
    }

    @Override
    public String toString() {
        return country + " …" + lastDigits;
    }
}
