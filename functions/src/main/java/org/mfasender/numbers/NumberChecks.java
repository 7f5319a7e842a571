package org.mfasender.numbers;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mfasender.checks.Check;
import org.mfasender.platform.meta.AccessToken;
import org.mfasender.platform.meta.Failures;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.meta.PhoneNumber;

/** The sender numbers: which there are, whether one can send, and whether the token may send from it. */
public final class NumberChecks {

    private final GraphClient graph;

    public NumberChecks(GraphClient graph) {
        this.graph = graph;
    }

    /**
     * The account's numbers as listed at Meta now.
     *
     * @param known the numbers recorded so far, which keep the date at which they were first seen
     */
    public List<SenderNumber> list(AccessToken token, String businessAccountId, List<SenderNumber> known, Instant now) {
        return describe(graph.phoneNumbers(token, businessAccountId), known, now);
    }

    static List<SenderNumber> describe(List<PhoneNumber> listed, List<SenderNumber> known, Instant now) {
        return listed.stream().map(number -> describe(number, known, now)).toList();
    }

    /** At least one number can send, and the token has the right to send from it. */
    public List<Check> check(AccessToken token, List<SenderNumber> numbers) {
        Check sender = senderNumber(numbers);
        Optional<SenderNumber> usable =
                numbers.stream().filter(SenderNumber::usable).findFirst();
        return List.of(
                sender,
                usable.map(number -> messagingRights(token, number))
                        .orElseGet(() -> Check.skipped("messagingRights", "senderNumber")));
    }

    static Check senderNumber(List<SenderNumber> numbers) {
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

    /** A probe that sends nothing: the number's business profile is readable with the right to send only. */
    private Check messagingRights(AccessToken token, SenderNumber number) {
        try {
            graph.readBusinessProfile(token, number.numberId());
            return Check.passed("messagingRights");
        } catch (GraphException e) {
            GraphFailure failure = Failures.mendable(e);
            return failure.isPermissionMissing()
                    ? Check.failed("messagingRights", Map.of(), Failures.meta(failure))
                    : Check.unknown("messagingRights", Failures.meta(failure));
        }
    }

    private static SenderNumber describe(PhoneNumber number, List<SenderNumber> known, Instant now) {
        List<String> reasons = NumberUsability.reasons(number.status(), number.platformType(), number.accountMode());
        return new SenderNumber(
                number,
                true,
                reasons,
                NumberUsability.warnings(number.qualityRating(), number.nameStatus(), number.onBusinessApp()),
                known.stream()
                        .filter(before -> before.numberId().equals(number.id()))
                        .map(SenderNumber::createdAt)
                        .findFirst()
                        .orElse(now));
    }
}
