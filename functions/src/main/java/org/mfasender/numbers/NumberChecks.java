package org.mfasender.numbers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.Cause;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.platform.meta.AccessToken;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.meta.PhoneNumber;

/** The sender numbers: which the account has, whether one can send, and whether the token may send from it. */
public final class NumberChecks {

    /** Those of every number are in its own answer. */
    private static final int MOST_REASONS = 4;

    private final GraphClient graph;

    public NumberChecks(GraphClient graph) {
        this.graph = graph;
    }

    /**
     * The account's numbers as Meta lists them now.
     *
     * @param known the numbers stored so far, which keep the date at which they were first seen
     */
    public List<SenderNumber> list(AccessToken token, String businessAccountId, List<SenderNumber> known, Instant now) {
        return describe(graph.phoneNumbers(token, businessAccountId), known, now);
    }

    static List<SenderNumber> describe(List<PhoneNumber> listed, List<SenderNumber> known, Instant now) {
        Map<String, Instant> firstSeen = known.stream()
                .collect(Collectors.toMap(SenderNumber::numberId, SenderNumber::createdAt, (first, other) -> first));
        return listed.stream()
                .map(number -> describe(number, firstSeen.getOrDefault(number.id(), now)))
                .toList();
    }

    /** At least one number can send, and the token has the right to send from it. */
    public List<Check> check(AccessToken token, List<SenderNumber> numbers) {
        return check(token, numbers, null);
    }

    /**
     * The same, and that the number can be selected that was asked for.
     *
     * @param requested null when none was
     */
    public List<Check> check(AccessToken token, List<SenderNumber> numbers, @Nullable NumberChoice requested) {
        Check sender = senderNumber(numbers, requested);
        Optional<SenderNumber> usable =
                numbers.stream().filter(SenderNumber::usable).findFirst();
        return List.of(
                sender,
                usable.map(number -> messagingRights(token, number))
                        .orElseGet(() -> Check.skipped(CheckName.MESSAGING_RIGHTS, CheckName.SENDER_NUMBER)));
    }

    static Check senderNumber(List<SenderNumber> numbers) {
        return senderNumber(numbers, null);
    }

    static Check senderNumber(List<SenderNumber> numbers, @Nullable NumberChoice requested) {
        long usable = numbers.stream().filter(SenderNumber::usable).count();
        Map<String, String> values = Map.of(
                "count", String.valueOf(numbers.size()),
                "usable", String.valueOf(usable),
                "reasons", reasons(numbers));
        if (usable > 0) {
            return requested == null
                    ? Check.passed(CheckName.SENDER_NUMBER, values)
                    : requested(requested, numbers, values);
        }
        return Check.failed(CheckName.SENDER_NUMBER, numbers.isEmpty() ? Cause.NONE : Cause.FAILED, values, null);
    }

    private static Check requested(NumberChoice requested, List<SenderNumber> numbers, Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("number", requested.number() == null ? String.valueOf(requested.numberId()) : requested.number());
        SenderNumber meant = requested.among(numbers).orElse(null);
        if (meant == null) {
            return Check.warning(CheckName.SENDER_NUMBER, Cause.NOT_LISTED, all, null);
        }
        if (meant.usable()) {
            return Check.passed(CheckName.SENDER_NUMBER, values);
        }
        all.put("reasons", String.join(" ", meant.reasons()));
        return Check.warning(CheckName.SENDER_NUMBER, Cause.UNUSABLE, all, null);
    }

    /** Whether the numbers that messages are sent from are well: further ones beside the selected one, and the quality of all. */
    public static Check quality(SenderNumbers numbers) {
        Stream<String> selected = Stream.ofNullable(numbers.selected()).flatMap(number -> attention(number, true));
        Stream<String> further = numbers.further().stream().flatMap(number -> attention(number, false));
        String reasons = Stream.concat(selected, further).collect(Collectors.joining(" "));
        return reasons.isEmpty()
                ? Check.passed(CheckName.NUMBER_QUALITY)
                : Check.warning(CheckName.NUMBER_QUALITY, Map.of("reasons", reasons));
    }

    private static Stream<String> attention(SenderNumber number, boolean selected) {
        Stream<String> unusable = selected ? Stream.of() : number.reasons().stream();
        Stream<String> quality = number.available() ? NumberUsability.ofQuality(number.phone()).stream() : Stream.of();
        return Stream.concat(unusable, quality).map(reason -> number.number() + ": " + reason);
    }

    /** What keeps most numbers from sending comes first, with how many these are, unless they are all. */
    private static String reasons(List<SenderNumber> numbers) {
        Map<String, Long> counts = numbers.stream()
                .flatMap(number -> number.reasons().stream().distinct())
                .collect(Collectors.groupingBy(reason -> reason, LinkedHashMap::new, Collectors.counting()));
        List<String> sentences = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_REASONS)
                .map(reason -> reason.getValue() == 1 || reason.getValue() == numbers.size()
                        ? reason.getKey()
                        : "(" + reason.getValue() + " numbers) " + reason.getKey())
                .collect(Collectors.toCollection(ArrayList::new));
        if (counts.size() > MOST_REASONS) {
            sentences.add("The list of numbers shows " + (counts.size() - MOST_REASONS) + " more reasons.");
        }
        return String.join(" ", sentences);
    }

    /**
     * Sends nothing. Meta's "Permissions Reference" names reading the business profile under {@code whatsapp_business_messaging}, next
     * to sending. Whether the system user was also granted the task, its tasks on the account say.
     */
    private Check messagingRights(AccessToken token, SenderNumber number) {
        try {
            graph.readBusinessProfile(token, number.numberId());
            return Check.passed(CheckName.MESSAGING_RIGHTS);
        } catch (GraphException e) {
            GraphFailure failure = e.failure();
            return switch (failure.cause()) {
                case PERMISSION, APP_BLOCKED, APP_WITHOUT_CAPABILITY ->
                    Check.failed(CheckName.MESSAGING_RIGHTS, Map.of(), failure.error());
                default ->
                    failure.isTemporary()
                            ? Check.refused(CheckName.MESSAGING_RIGHTS, failure, "")
                            : Check.unknown(CheckName.MESSAGING_RIGHTS, failure.error());
            };
        }
    }

    private static SenderNumber describe(PhoneNumber number, Instant createdAt) {
        return new SenderNumber(
                number, true, NumberUsability.reasons(number), NumberUsability.warnings(number), createdAt);
    }
}
