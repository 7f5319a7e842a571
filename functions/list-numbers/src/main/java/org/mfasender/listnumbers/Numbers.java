package org.mfasender.listnumbers;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.mfasender.meta.PhoneNumber;
import org.mfasender.sender.Check;
import org.mfasender.sender.NumberUsability;
import org.mfasender.sender.SenderNumber;

/** Meta's numbers as an account keeps them. */
final class Numbers {

    private Numbers() {}

    /** @param known the numbers recorded so far, which keep the date at which they were first seen */
    static List<SenderNumber> describe(List<PhoneNumber> listed, List<SenderNumber> known, Instant now) {
        return listed.stream().map(number -> describe(number, known, now)).toList();
    }

    private static SenderNumber describe(PhoneNumber number, List<SenderNumber> known, Instant now) {
        List<String> reasons = NumberUsability.reasons(number.status(), number.platformType(), number.accountMode());
        return new SenderNumber(
                number.id(),
                Objects.requireNonNullElse(number.displayPhoneNumber(), ""),
                number.verifiedName(),
                number.status(),
                number.qualityRating(),
                number.codeVerificationStatus(),
                number.nameStatus(),
                number.platformType(),
                number.accountMode(),
                number.throughputLevel(),
                number.pinEnabled(),
                number.officialBusinessAccount(),
                number.onBusinessApp(),
                true,
                reasons.isEmpty(),
                reasons,
                NumberUsability.warnings(number.qualityRating(), number.nameStatus(), number.onBusinessApp()),
                known.stream()
                        .filter(before -> before.numberId().equals(number.id()))
                        .map(SenderNumber::createdAt)
                        .findFirst()
                        .orElse(now));
    }

    /** At least one number can send. */
    static Check check(List<SenderNumber> numbers) {
        long usable = numbers.stream().filter(SenderNumber::usable).count();
        Map<String, String> values = Map.of(
                "count", String.valueOf(numbers.size()),
                "usable", String.valueOf(usable),
                "reasons", reasons(numbers));
        if (usable > 0) {
            return Check.passed("senderNumber", values);
        }
        return Check.failed("senderNumber", numbers.isEmpty() ? "none" : "failed", values, null);
    }

    private static String reasons(List<SenderNumber> numbers) {
        return numbers.stream()
                .flatMap(number -> number.reasons().stream())
                .distinct()
                .collect(Collectors.joining(" "));
    }
}
