package org.mfasender.sender;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.sender.SendObstacle.Code;

/**
 * What Meta has reported of a connection's account by itself, and when runs read what reports are about: the later one counts, in whatever
 * order both come. Reports have whole seconds: one of the second in which something was read counts as later. A time is null when there is
 * none, or a release before 0.3.0 wrote the account: that is older than everything.
 *
 * @param templatesReadAt when a run last read the templates
 * @param checkedAt when a run last checked whether the account may send
 * @param limitAt when the messaging limit was last read or reported
 * @param ofAccount the newest report of each kind
 */
public record MetaReports(
        @Nullable Instant templatesReadAt,
        @Nullable Instant checkedAt,
        @Nullable Instant limitAt,
        List<AccountReport> ofAccount) {

    public static final MetaReports NONE = new MetaReports(null, null, null, List.of());

    public MetaReports {
        ofAccount = List.copyOf(ofAccount);
    }

    MetaReports templatesRead(Instant at) {
        return new MetaReports(at, checkedAt, limitAt, ofAccount);
    }

    MetaReports checked(Instant at) {
        return new MetaReports(templatesReadAt, at, limitAt, ofAccount);
    }

    MetaReports limitKnown(Instant at) {
        return new MetaReports(templatesReadAt, checkedAt, at, ofAccount);
    }

    /** Whether a report is at least as new as something that is known. */
    static boolean isSince(Instant reported, @Nullable Instant known) {
        return known == null || !reported.isBefore(known.truncatedTo(ChronoUnit.SECONDS));
    }

    /** With a report; empty when it is known, or a later one or a later check says how the account stands. */
    Optional<MetaReports> with(AccountReport report) {
        boolean outdated = !isSince(report.at(), checkedAt)
                || ofAccount.stream()
                        .anyMatch(known -> known.equals(report)
                                || (known.kind() == report.kind() && known.at().isAfter(report.at())));
        return outdated
                ? Optional.empty()
                : Optional.of(new MetaReports(
                        templatesReadAt,
                        checkedAt,
                        limitAt,
                        Stream.concat(
                                        ofAccount.stream().filter(known -> known.kind() != report.kind()),
                                        Stream.of(report))
                                .sorted((one, other) -> one.kind().compareTo(other.kind()))
                                .toList()));
    }

    /** Without what has ended by itself. */
    MetaReports asSeenAt(Instant now) {
        return new MetaReports(
                templatesReadAt,
                checkedAt,
                limitAt,
                ofAccount.stream()
                        .filter(report -> report.until() == null || now.isBefore(report.until()))
                        .toList());
    }

    /** What the checks found, with what was reported since. The end of one kind of block says nothing of another. */
    DeliveryBlocks applied(DeliveryBlocks found) {
        Set<Code> lifted = codes(AccountReport::endsWhatRunsFind);
        Stream<String> left = found.words().stream().filter(word -> !lifted.contains(Code.of(word)));
        return new DeliveryBlocks(
                Stream.concat(left, codes(AccountReport::blocks).stream().map(Code::name))
                        .collect(Collectors.toSet()));
    }

    /** When an obstacle ends by itself, if nothing but reports says that there is one; null when it does not. */
    @Nullable
    Instant until(Code code, DeliveryBlocks found) {
        List<AccountReport> blocking = current()
                .filter(report -> report.blocks() && report.code() == code)
                .toList();
        boolean lasts =
                found.codes().anyMatch(code::equals) || blocking.stream().anyMatch(report -> report.until() == null);
        return lasts
                ? null
                : blocking.stream()
                        .map(AccountReport::until)
                        .filter(Objects::nonNull)
                        .max(Instant::compareTo)
                        .orElse(null);
    }

    private Set<Code> codes(Predicate<AccountReport> which) {
        return current().filter(which).map(AccountReport::code).collect(Collectors.toSet());
    }

    private Stream<AccountReport> current() {
        return ofAccount.stream().filter(report -> isSince(report.at(), checkedAt));
    }
}
