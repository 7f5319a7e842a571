package org.mfasender.numbers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.PhoneNumber;

/**
 * A sender number as answers show it. What is null is left out.
 *
 * @param healthStatus whether Meta lets the number itself send
 * @param registrationRequired whether it is not registered with the Cloud API
 * @param actionBy who has to act so that it can send, or because of the warnings; null when nobody has to
 */
public record NumberAnswer(
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
        @Nullable String healthStatus,
        boolean available,
        boolean usable,
        boolean registrationRequired,
        List<String> reasons,
        List<String> warnings,
        @Nullable String actionBy,
        String createdAt,
        boolean selected,
        List<String> capabilities) {

    /**
     * An account's number.
     *
     * @param selectedId Meta's ID of the number that sends; null when none is selected
     */
    public static NumberAnswer of(SenderNumber number, @Nullable String selectedId) {
        PhoneNumber phone = number.phone();
        return new NumberAnswer(
                number.numberId(),
                number.number(),
                phone.verifiedName(),
                phone.status(),
                phone.qualityRating(),
                phone.codeVerificationStatus(),
                phone.nameStatus(),
                phone.platformType(),
                phone.accountMode(),
                phone.throughputLevel(),
                phone.pinEnabled(),
                phone.officialBusinessAccount(),
                phone.onBusinessApp(),
                phone.health() == null ? null : phone.health().canSend(),
                number.available(),
                number.usable(),
                number.registrationRequired(),
                number.reasons(),
                number.warnings(),
                number.actor() == null ? null : number.actor().name(),
                number.createdAt().toString(),
                number.numberId().equals(selectedId),
                List.of("WHATSAPP"));
    }
}
