package org.mfasender.numbers.storage;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mfasender.numbers.NumberUsability;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.platform.meta.Health;
import org.mfasender.platform.meta.PhoneNumber;

/**
 * A number as it is stored. Texts of Meta's are shortened where no person would read on, so that every number has its limits.
 *
 * @param health its state alone: Meta's words are in the reasons and warnings
 * @param usable follows from the reasons, and is there for releases that read it
 */
public record NumberItem(
        String numberId,
        @Nullable String number,
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
        @Nullable String health,
        @Nullable Boolean available,
        @Nullable Boolean usable,
        @Nullable List<String> reasons,
        @Nullable List<String> warnings,
        @Nullable Instant createdAt) {

    /** Meta's longest text of a number, its name, has fewer than 100 characters. */
    private static final int LONGEST_TEXT = 500;

    public NumberItem {
        Objects.requireNonNull(numberId);
    }

    public static NumberItem of(SenderNumber number) {
        PhoneNumber phone = number.phone();
        return new NumberItem(
                number.numberId(),
                shortened(number.number()),
                shortened(phone.verifiedName()),
                shortened(phone.status()),
                shortened(phone.qualityRating()),
                shortened(phone.codeVerificationStatus()),
                shortened(phone.nameStatus()),
                shortened(phone.platformType()),
                shortened(phone.accountMode()),
                shortened(phone.throughputLevel()),
                phone.pinEnabled(),
                phone.officialBusinessAccount(),
                phone.onBusinessApp(),
                phone.health() == null ? null : shortened(phone.health().canSend()),
                number.available(),
                number.usable(),
                number.reasons().stream().map(NumberItem::shortened).toList(),
                number.warnings().stream().map(NumberItem::shortened).toList(),
                number.createdAt());
    }

    /** The number. What another release left out has a default: reasons follow from Meta's words. */
    public SenderNumber toNumber() {
        PhoneNumber phone = new PhoneNumber(
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
                health == null ? null : Health.ofNumber(numberId, health));
        return new SenderNumber(
                phone,
                !Boolean.FALSE.equals(available),
                reasons == null ? NumberUsability.reasons(phone) : reasons,
                warnings == null ? NumberUsability.warnings(phone) : warnings,
                createdAt == null ? Instant.EPOCH : createdAt);
    }

    private static @Nullable String shortened(@Nullable String text) {
        if (text == null || text.length() <= LONGEST_TEXT) {
            return text;
        }
        int end = LONGEST_TEXT - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
