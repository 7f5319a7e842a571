package org.mfasender.sender;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.numbers.NumberChoice;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.numbers.SenderNumbers;
import org.mfasender.platform.secrets.PartialCredentials;
import org.mfasender.sender.Submission.Amend;
import org.mfasender.sender.Submission.Decision;
import org.mfasender.sender.Submission.Nothing;
import org.mfasender.sender.Submission.Start;
import org.mfasender.sender.run.ProgressStatus;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.Coverage;

/** What a request changes about an account. */
final class Change {

    /** After its run, a request that has no key and is the same is a retry for so long; then it asks for a check of what works. */
    private static final Duration RETRIED = Duration.ofHours(1);

    private final SenderAccount account;
    private final SenderRequest request;
    private final FreshNames names;
    private final Instant now;
    /** The connection that the request is about: what it leaves out is as there. */
    private final Connection basis;
    /** The numbers among which the request may select one. */
    private final List<SenderNumber> known;
    /** The number that it selects; null when it selects none, or none that is known. */
    private final @Nullable SenderNumber selected;
    /** The number that is to be selected when the numbers are listed; null when they are, or it selects none. */
    private final @Nullable NumberChoice requested;
    /** The candidate that it asks for. */
    private final Connection wanted;
    /** The connection or candidate that already has its content; null when neither has. */
    private final @Nullable Connection same;

    Change(
            SenderAccount account,
            SenderRequest request,
            FreshNames names,
            Function<Connection, List<SenderNumber>> numbers,
            Instant now) {
        this.account = account;
        this.request = request;
        this.names = names;
        this.now = now;
        this.basis = basis(account, request);
        NumberChoice choice = request.choice();
        Optional<Connection> listed = choice == null ? Optional.empty() : listed();
        this.known = listed.map(numbers).orElse(List.of());
        this.selected = choice == null ? null : choice.among(known).orElse(null);
        this.requested = choice != null && listed.isEmpty() && choice.isPossible() ? choice : null;
        this.wanted = wanted();
        this.same =
                account.connections().filter(wanted::hasContentOf).findFirst().orElse(null);
    }

    /**
     * Secrets that are left out, or are the same, are those of the connection first. What else is left out is as on the same WhatsApp
     * Business Account.
     */
    private static Connection basis(SenderAccount account, SenderRequest request) {
        return account.connections()
                .filter(found -> found.isTo(request.whatsAppAccountBusinessId(), request.appId()))
                .filter(found -> !found.isVerified()
                        || request.credentials() == null
                        || found.credentials().describes(request.credentials()))
                .findFirst()
                .or(() -> account.connections()
                        .filter(found -> isOfSameAccount(found, request))
                        .findFirst())
                .orElseGet(account::shown);
    }

    private static boolean isOfSameAccount(Connection found, SenderRequest request) {
        return found.whatsAppAccountBusinessId().equals(request.whatsAppAccountBusinessId());
    }

    private boolean isOfBasis() {
        return isOfSameAccount(basis, request);
    }

    /** The one whose numbers the request may select: a candidate that was refused before it listed them has those of the connection. */
    private Optional<Connection> listed() {
        return Stream.concat(Stream.of(basis), account.connections())
                .filter(found -> isOfSameAccount(found, request))
                .filter(found -> found.numbers().areListed())
                .findFirst();
    }

    private Connection wanted() {
        long generation = account.generation() + 1;
        return Connection.tried(
                request.whatsAppAccountBusinessId(),
                request.appId(),
                credentials(),
                request.acceptExpiringToken() == null ? basis.acceptExpiringToken() : request.acceptExpiringToken(),
                request.templates().applyTo(basis.templates()),
                numbers(),
                Provisioning.requested(generation, names.execution(generation), now));
    }

    /** Secrets that are stored already keep their version, which holds the App ID, too. One that is given alone replaces the connection's. */
    private CredentialSummary credentials() {
        PartialCredentials given = request.credentials();
        FormerCredentials former = account.former();
        if (request.restoresCredentials() && former != null) {
            return former.credentials();
        }
        if (given == null) {
            return basis.credentials();
        }
        Connection works = account.connection();
        Optional<CredentialSummary> known = account.connections()
                .filter(found -> found.appId().equals(request.appId()))
                .map(Connection::credentials)
                .filter(found -> found.areSubmittedAs(given))
                .findFirst();
        return given.whole()
                .map(whole -> known.orElseGet(() -> CredentialSummary.of(whole, names.secretVersion(), now)))
                .orElseGet(() -> works == null ? basis.credentials() : replacing(works.credentials(), known, given));
    }

    private CredentialSummary replacing(
            CredentialSummary works, Optional<CredentialSummary> candidate, PartialCredentials given) {
        return works.describes(given) ? works : candidate.orElseGet(() -> works.replacing(given, names, now));
    }

    /** A candidate keeps what is known of its numbers; in the place of the connection, it gets that one's selection with its own list. */
    private SenderNumbers numbers() {
        if (basis.isVerified() || !isOfBasis()) {
            return requesting(SenderNumbers.wanting(selected));
        }
        return requesting(selected == null ? basis.numbers() : basis.numbers().selecting(selected));
    }

    private SenderNumbers requesting(SenderNumbers numbers) {
        return requested == null ? numbers : numbers.requesting(requested);
    }

    KeyUse keyUse() {
        boolean sameAsAccount = same != null && !choosesAnother() && !discardsCandidate();
        return account.idempotencyKeys().use(request, sameAsAccount, now);
    }

    /** A request that was accepted before completes its own run, and undoes nothing that newer requests did. */
    Decision repeat() {
        Connection newest = account.newest();
        boolean completes = newest.equals(same)
                && isPending(newest)
                && account.idempotencyKeys().isNewest(request.idempotencyKey());
        return completes ? new Start(account, newest, submitted(newest), true) : new Nothing(account);
    }

    private boolean isPending(Connection connection) {
        return connection.run().asSeenAt(now).status() == ProgressStatus.PENDING;
    }

    /** What forbids the request; null when nothing does. */
    @Nullable
    Refusal refusal() {
        if (request.restoresCredentials() && !restores()) {
            return new Refusal.NoFormerCredentials();
        }
        List<SecretName> missing = SecretName.missing(request.credentials());
        Connection holder = request.credentials() == null ? basis : account.connection();
        if (!missing.isEmpty()
                && !request.restoresCredentials()
                && (holder == null || !holder.isTo(request.whatsAppAccountBusinessId(), request.appId()))) {
            return new Refusal.SecretsMissing(missing, holder != null);
        }
        Set<Purpose> outliving = request.templates().outlivingCode(basis.templates());
        if (!outliving.isEmpty()) {
            return new Refusal.MessageOutlivesCode(outliving);
        }
        NumberChoice choice = request.choice();
        if (choice == null || requested != null) {
            return null;
        }
        if (selected == null) {
            return new Refusal.NumberUnknown(choice, known);
        }
        boolean repeated = selected.numberId().equals(basis.numbers().selectedId());
        return selected.usable() || repeated ? null : new Refusal.NumberUnusable(choice, selected);
    }

    private boolean restores() {
        Connection works = account.connection();
        FormerCredentials former = account.former();
        return works != null
                && former != null
                && isOfSameAccount(works, request)
                && former.appId().equals(request.appId());
    }

    Decision decide(KeyUse key) {
        if (same == null) {
            return start(account.trying(wanted, now), wanted);
        }
        boolean nothingElse = !choosesAnother() && !discardsCandidate();
        if (isPending(same) && nothingElse && key != KeyUse.NEW) {
            return new Start(account, same, submitted(same), true);
        }
        SenderAccount changed = changed(same);
        if (needsRun(same, key)) {
            SenderAccount next = changed.rerunning(same, names.execution(account.generation() + 1), now);
            return start(next, next.ofRun(next.generation()).orElseThrow());
        }
        return nothingElse
                ? new Nothing(account)
                : new Amend(
                        changed.withIdempotencyKeys(account.idempotencyKeys().selecting(request, now)));
    }

    private boolean needsRun(Connection which, KeyUse key) {
        Connection seen = which.asSeenAt(now);
        ProgressStatus run = seen.run().status();
        if (run == ProgressStatus.PENDING || run == ProgressStatus.FAILED) {
            return true;
        }
        // A candidate that has waited for its number is verified again before it replaces what works.
        return !choosesAnother()
                ? key == KeyUse.NEW || which.run().leftSomethingUnfinished() || hasBroken(seen) || endedLongAgo(seen)
                : run.isFinal() && !which.isVerified();
    }

    /** A run repairs some of what has broken at Meta; the rest may be fixed there since. */
    private static boolean hasBroken(Connection seen) {
        return seen.run().status().isFinal()
                && (!seen.blocksInForce().isEmpty()
                        || !seen.health().causes().isEmpty()
                        || seen.coverage().containsValue(Coverage.STOPPED));
    }

    /** Meta may have stopped, moved or deleted something since. */
    private boolean endedLongAgo(Connection seen) {
        Instant end = seen.run().finishedAt();
        return end != null && end.plus(RETRIED).isBefore(now);
    }

    private Start start(SenderAccount next, Connection started) {
        return new Start(
                next.withIdempotencyKeys(account.idempotencyKeys().starting(request, now)),
                started,
                submitted(started),
                false);
    }

    /** What is to be stored for a run; null when it is there: one secret alone, which the connection has already, is no version of its own. */
    private @Nullable PartialCredentials submitted(Connection started) {
        PartialCredentials given = request.credentials();
        return given != null && started.credentials().areSubmittedAs(given) ? given : null;
    }

    /** The account without a candidate that the request takes back, and with the number that it selects. */
    private SenderAccount changed(Connection which) {
        SenderAccount kept = discardsCandidate() ? account.withoutCandidate(now) : account;
        return choosesAnother()
                ? kept.changing(which.run().generation(), found -> found.withNumbers(choosing(found.numbers())), now)
                : kept;
    }

    private SenderNumbers choosing(SenderNumbers numbers) {
        return selected == null ? requesting(numbers) : numbers.selecting(selected);
    }

    /** A request for what works, and for nothing else, says that what is being tried is not wanted any more. */
    private boolean discardsCandidate() {
        return same != null && same.isVerified() && account.candidate() != null && !request.keepsCandidate();
    }

    /** Whether the request selects, or asks for, another number than is selected, or asked for. */
    private boolean choosesAnother() {
        if (same == null) {
            return false;
        }
        return selected == null
                ? requested != null && !requested.isSameAs(same.numbers().requested())
                : !selected.numberId().equals(same.numbers().selectedId());
    }
}
