package org.mfasender.watch;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.checks.CheckStatus;
import org.mfasender.health.Health;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.sender.Connection;
import org.mfasender.sender.run.Step;
import org.mfasender.templates.bindings.TemplateContent;

/**
 * What was seen of a connection at Meta.
 *
 * @param at when it began
 * @param of the connection that was looked at
 * @param numbers as Meta lists them now; null when Meta did not say, or they are as they were
 * @param contents the contents of which the templates could be read, as they are now
 * @param messagingLimit in Meta's words; null when it is not known
 * @param tokenExpiresAt null when it does not expire, or is not known to
 */
record Look(
        Instant at,
        Connection of,
        List<Check> checks,
        @Nullable List<SenderNumber> numbers,
        List<TemplateContent> contents,
        @Nullable String messagingLimit,
        @Nullable Instant tokenExpiresAt) {

    /** A look that could not be taken. */
    static Look failed(Instant at, Connection of, Check check) {
        return new Look(at, of, List.of(check), null, List.of(), null, null);
    }

    /** Whether Meta has answered all that matters. */
    boolean isWhole() {
        return Stream.of(
                        CheckName.APP_CREDENTIALS,
                        CheckName.WABA_READABLE,
                        CheckName.SENDER_NUMBER,
                        CheckName.TEMPLATES_USABLE)
                .noneMatch(name -> has(name, CheckStatus.UNKNOWN));
    }

    private boolean has(CheckName name, CheckStatus status) {
        return checks.stream().anyMatch(check -> check.name() == name && check.status() == status);
    }

    /** Whether it was taken with a connection's credentials. */
    boolean isOf(Connection connection) {
        return connection.credentials().version().equals(of.credentials().version())
                && connection.whatsAppAccountBusinessId().equals(of.whatsAppAccountBusinessId());
    }

    /** Whether it says something of a connection: it is of the same credentials, and nothing newer is known. */
    boolean isNewsOf(Connection connection) {
        Instant checkedAt = connection.health().checkedAt();
        return isOf(connection)
                && (checkedAt == null || checkedAt.isBefore(at))
                && steps(connection)
                        .map(Step::finishedAt)
                        .filter(Objects::nonNull)
                        .noneMatch(finishedAt -> finishedAt.isAfter(at));
    }

    /** The health of a connection after it. */
    Health health(Connection connection) {
        Set<String> accepted = steps(connection)
                .flatMap(step -> step.checks().stream())
                .filter(check -> check.status() == CheckStatus.WARNING)
                .map(check -> check.name().toString())
                .collect(Collectors.toSet());
        Health before = connection.health();
        Instant checkedAt = isWhole() ? at : before.checkedAt();
        return before.after(checks, accepted, checkedAt).warned(expiry(connection), at);
    }

    private static Stream<Step> steps(Connection connection) {
        return connection.run().steps().stream();
    }

    private @Nullable Instant expiry(Connection connection) {
        return has(CheckName.TOKEN_VALID, CheckStatus.PASSED) ? tokenExpiresAt : connection.tokenExpiresAt();
    }

    /**
     * A connection with what was seen, as far as nothing has to confirm it first.
     *
     * @param listing reference of the numbers, as they are stored now; null when they are as they were, or not known
     */
    Connection seen(Connection connection, @Nullable String listing) {
        Health health = health(connection);
        List<Check> certain =
                checks.stream().filter(check -> !health.doubts(check)).toList();
        Connection seen = connection
                .withHealth(health)
                .checked(certain, messagingLimit, at)
                .withTokenExpiry(expiry(connection));
        return listing == null || numbers == null || isInDoubt(health, CheckName.SENDER_NUMBER)
                ? seen
                : seen.withNumbers(seen.numbers().relisted(listing, numbers, seen.numbers()));
    }

    boolean isInDoubt(Health health, CheckName name) {
        return checks.stream().filter(check -> check.name() == name).anyMatch(health::doubts);
    }
}
