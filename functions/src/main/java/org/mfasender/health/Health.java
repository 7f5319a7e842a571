package org.mfasender.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckStatus;

/**
 * How a connection stood at Meta when it was last checked. One answer may be wrong, so that what counts is what two of three say: what
 * counted so far, the check before, and the newest one. Something begins to count, or ends, when two checks in a row agree.
 *
 * @param checkedAt when the newest check began; null before the first, and on accounts of a release that had none
 * @param causes names of the checks that found what needs attention, and count
 * @param seen names of the checks that found something the last time, whether they count or not
 * @param findings what the checks found that count
 * @param expiryWarning how many days before the token's expiry the newest warning was due; null when none was
 * @param accepted names of the checks that warned when the connection was set up, and have never passed since: that they still do is no
 *     change. Null before the first check, and on accounts of a release that did not store them
 */
public record Health(
        @Nullable Instant checkedAt,
        Set<String> causes,
        Set<String> seen,
        List<Check> findings,
        @Nullable Integer expiryWarning,
        @Nullable Set<String> accepted) {

    public static final Health UNKNOWN = new Health(null, Set.of(), Set.of(), List.of(), null, null);

    /** Days before a token expires on which a warning is published. */
    private static final List<Integer> WARNINGS = List.of(1, 7, 30);

    public Health {
        causes = Set.copyOf(causes);
        seen = Set.copyOf(seen);
        findings = List.copyOf(findings);
        accepted = accepted == null ? null : Set.copyOf(accepted);
    }

    /**
     * Before the first check: what the set-up has warned of is known. A later run changes nothing of it, since nobody may have read that.
     *
     * @param warned names of the checks that warned
     */
    public Health accepting(Set<String> warned) {
        return accepted == null ? new Health(checkedAt, causes, seen, findings, expiryWarning, warned) : this;
    }

    /**
     * After a check. What could not be checked, because Meta did not answer or something before it failed, stays as it was.
     *
     * @param at when it began; as before, when Meta has not answered all that matters
     */
    public Health after(List<Check> checks, @Nullable Instant at) {
        Set<String> decided = names(checks.stream().filter(Health::isDecided));
        Map<String, Check> found = checks.stream()
                .filter(check -> check.status() == CheckStatus.FAILED || isNewWarning(check))
                .collect(Collectors.toMap(
                        check -> check.name().toString(),
                        Function.identity(),
                        (one, other) -> one,
                        LinkedHashMap::new));
        Set<String> now = with(found.keySet(), seen, decided);
        Set<String> next = Stream.of(causes, seen, found.keySet())
                .flatMap(Collection::stream)
                .filter(cause -> decided.contains(cause) ? votes(cause, found.keySet()) >= 2 : causes.contains(cause))
                .collect(Collectors.toSet());
        Stream<Check> kept = findings.stream()
                .filter(check -> !found.containsKey(check.name().toString()));
        List<Check> counting = Stream.concat(found.values().stream(), kept)
                .filter(check -> next.contains(check.name().toString()))
                .toList();
        return new Health(
                at, next, now, counting, expiryWarning, accepted == null ? null : without(passed(checks), accepted));
    }

    /** What was found, and of what was seen before, what is not decided now. */
    private static Set<String> with(Set<String> found, Set<String> before, Set<String> decided) {
        return Stream.concat(found.stream(), before.stream().filter(name -> !decided.contains(name)))
                .collect(Collectors.toSet());
    }

    private long votes(String cause, Set<String> now) {
        return Stream.of(causes, seen, now).filter(set -> set.contains(cause)).count();
    }

    private boolean isNewWarning(Check check) {
        String name = check.name().toString();
        boolean known = accepted != null && accepted.contains(name);
        return check.status() == CheckStatus.WARNING && (!known || causes.contains(name));
    }

    private static boolean isDecided(Check check) {
        return check.status() == CheckStatus.PASSED
                || check.status() == CheckStatus.WARNING
                || check.status() == CheckStatus.FAILED;
    }

    private static Set<String> passed(List<Check> checks) {
        return names(checks.stream().filter(check -> check.status() == CheckStatus.PASSED));
    }

    private static Set<String> names(Stream<Check> checks) {
        return checks.map(check -> check.name().toString()).collect(Collectors.toSet());
    }

    /** Whether the newest check found something else than what counts, which a further one has to confirm. */
    public boolean isInDoubt() {
        return !causes.equals(seen);
    }

    /** Whether a check that began after a time found nothing. */
    public boolean isWellSince(Instant time) {
        return checkedAt != null && checkedAt.isAfter(time) && causes.isEmpty() && seen.isEmpty();
    }

    /** Whether what the newest check found is not to be acted on yet. */
    public boolean doubts(Check check) {
        String name = check.name().toString();
        return causes.contains(name) != seen.contains(name);
    }

    /** After a step of a run, which somebody asked for, or which follows from what Meta has reported: what passed counts no more. */
    public Health passing(List<Check> checks) {
        Set<String> passed = passed(checks);
        return new Health(
                checkedAt,
                without(passed, causes),
                without(passed, seen),
                findings.stream()
                        .filter(check -> !passed.contains(check.name().toString()))
                        .toList(),
                expiryWarning,
                accepted == null ? null : without(passed, accepted));
    }

    private static Set<String> without(Set<String> some, Set<String> all) {
        return all.stream().filter(one -> !some.contains(one)).collect(Collectors.toSet());
    }

    /**
     * With the warning that is due: 30, 7 and 1 days before the token expires.
     *
     * @param expiry of the access token; null when it does not expire
     */
    public Health warned(@Nullable Instant expiry, Instant now) {
        Optional<Integer> due = expiry == null || !now.isBefore(expiry)
                ? Optional.empty()
                : WARNINGS.stream()
                        .filter(days -> Duration.between(now, expiry).compareTo(Duration.ofDays(days)) <= 0)
                        .findFirst();
        return new Health(checkedAt, causes, seen, findings, due.orElse(null), accepted);
    }
}
