package org.mfasender.numbers;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sender number of the WhatsApp Business Account, as Meta last described it. Values are Meta's own words; unknown ones
 * are kept. Source of the fields: Meta, "WhatsApp Business Phone Number".
 *
 * @param numberId Meta's phone number ID
 * @param number display form, e.g. {@code +43 660 5550100}
 * @param available false when the number has gone from the account
 * @param usable whether it can send passcodes now
 * @param reasons in plain words, why it is not usable; empty when it is
 * @param warnings in plain words, what deserves attention although it is usable
 * @param createdAt when this system first saw it
 */
public record SenderNumber(
        String numberId,
        String number,
        @Nullable String verifiedName,
        @Nullable String status,
        @Nullable String qualityRating,
        @Nullable String codeVerificationStatus,
        @Nullable String nameStatus,
        @Nullable String platformType,
        @Nullable String accountMode,
        @Nullable String throughput,
        @Nullable Boolean pinEnabled,
        @Nullable Boolean officialBusinessAccount,
        @Nullable Boolean onBusinessApp,
        boolean available,
        boolean usable,
        List<String> reasons,
        List<String> warnings,
        Instant createdAt) {

    public SenderNumber gone() {
        return new SenderNumber(
                numberId,
                number,
                verifiedName,
                status,
                qualityRating,
                codeVerificationStatus,
                nameStatus,
                platformType,
                accountMode,
                throughput,
                pinEnabled,
                officialBusinessAccount,
                onBusinessApp,
                false,
                false,
                List.of("The number has gone from the WhatsApp Business Account."),
                List.of(),
                createdAt);
    }

    /** Whether {@code written} is this number in any spelling: blanks, dashes, parentheses and a missing plus don't matter. */
    public boolean isWritten(String written) {
        String digits = digitsOf(written);
        return !digits.isEmpty() && digits.equals(digitsOf(number));
    }

    private static String digitsOf(String text) {
        return text.replaceAll("[^0-9]", "");
    }
}
