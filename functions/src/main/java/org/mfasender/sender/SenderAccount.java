package org.mfasender.sender;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.sender.SendObstacle.Code;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.sender.run.StepName;
import org.mfasender.templates.TemplateOwner;

/**
 * The WhatsApp sender account of one environment. What works and what is being tried are apart, each with a run of its own, so that a
 * mistake in what is submitted stops nothing.
 *
 * @param generation counts the runs of the environment, also across deletions; the newest one's number
 * @param secretName the secret of this account alone, without the stack's prefix
 * @param connection what works; null until something was verified
 * @param candidate what was last submitted and is being tried, or was refused; null when that is the connection
 * @param former what the connection's credentials have replaced, until something was sent with them; null when nothing is kept
 * @param pace how often the environment has changed its credentials of late
 * @param sending whether an operator lets it send
 * @param webhooks where Meta's webhooks come to, and what was subscribed for it
 * @param watch when it is checked next, and what others know of how it stands
 */
public record SenderAccount(
        UUID id,
        EnvironmentId environmentId,
        long revision,
        long generation,
        String secretName,
        @Nullable Connection connection,
        @Nullable Connection candidate,
        @Nullable FormerCredentials former,
        IdempotencyKeys idempotencyKeys,
        CredentialPace pace,
        SendingSwitch sending,
        AccountWebhooks webhooks,
        Watch watch,
        Instant createdAt,
        Instant updatedAt)
        implements SenderRecord {

    public SenderAccount {
        if (connection == null && candidate == null) {
            throw new IllegalArgumentException("An account has a connection or a candidate");
        }
    }

    /** What the account is, as answers show it: what works, else what is being tried. */
    public Connection shown() {
        return connection == null ? newest() : connection;
    }

    /** What was last submitted. */
    public Connection newest() {
        return Objects.requireNonNull(candidate == null ? connection : candidate);
    }

    public Stream<Connection> connections() {
        return Stream.of(Optional.ofNullable(connection), Optional.ofNullable(candidate))
                .flatMap(Optional::stream);
    }

    /** References of the stored numbers. */
    public Stream<String> listings() {
        return connections().map(found -> found.numbers().listing()).filter(Objects::nonNull);
    }

    /** The one whose newest run has this number; empty when that run was superseded. */
    public Optional<Connection> ofRun(long number) {
        return connections().filter(found -> found.run().generation() == number).findFirst();
    }

    /** Whose templates those of the account are. */
    public TemplateOwner owner() {
        return owner(shown());
    }

    /** Whose templates those of one of the account's connections are. */
    public TemplateOwner owner(Connection of) {
        return new TemplateOwner(environmentId, of.run().generation(), of.whatsAppAccountBusinessId());
    }

    /** When the templates of one of its WhatsApp Business Accounts were last read at Meta; null when they never were. */
    @Nullable
    Instant templatesReadAt(String businessAccountId) {
        return connections()
                .filter(found -> found.whatsAppAccountBusinessId().equals(businessAccountId))
                .map(found -> found.reports().templatesReadAt())
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }

    /** With one of its connections, which a run's number names, changed. */
    public SenderAccount changing(long run, UnaryOperator<Connection> change, Instant now) {
        return with(
                connection != null && connection.run().generation() == run ? change.apply(connection) : connection,
                candidate != null && candidate.run().generation() == run ? change.apply(candidate) : candidate,
                generation,
                idempotencyKeys,
                now);
    }

    /** With a further run of one of its connections. */
    public SenderAccount rerunning(Connection which, String execution, Instant now) {
        return rerunning(which, StepName.VALIDATE, execution, now);
    }

    /** With a further run of one of its connections, which begins with one of its steps. */
    SenderAccount rerunning(Connection which, StepName first, String execution, Instant now) {
        Provisioning next = which.run().again(first, generation + 1, execution, now);
        SenderAccount changed = changing(which.run().generation(), found -> found.withRun(next), now);
        return changed.with(changed.connection, changed.candidate, next.generation(), idempotencyKeys, now);
    }

    /** With a candidate, in the place of a former one. */
    SenderAccount trying(Connection next, Instant now) {
        return with(connection, next, next.run().generation(), idempotencyKeys, now);
    }

    SenderAccount withoutCandidate(Instant now) {
        return with(connection, null, generation, idempotencyKeys, now);
    }

    public SenderAccount withIdempotencyKeys(IdempotencyKeys keys) {
        return with(connection, candidate, generation, keys, updatedAt);
    }

    SenderAccount mapping(UnaryOperator<Connection> change) {
        return with(
                connection == null ? null : change.apply(connection),
                candidate == null ? null : change.apply(candidate),
                generation,
                idempotencyKeys,
                updatedAt);
    }

    /** As it is stored: a candidate that may take the connection's place has taken it, and each status follows from the rest. */
    SenderAccount settled() {
        SenderAccount promoted = candidate == null || !mayReplace(candidate)
                ? this
                : with(
                        candidate.verified(updatedAt),
                        null,
                        FormerCredentials.after(this, candidate),
                        generation,
                        idempotencyKeys,
                        updatedAt);
        SenderAccount settled = promoted.mapping(Connection::settled);
        return settled.with(pace, sending, webhooks, watch.after(settled.connection, updatedAt), updatedAt);
    }

    SenderAccount withFormer(@Nullable FormerCredentials next) {
        return with(connection, candidate, next, generation, idempotencyKeys, updatedAt);
    }

    /**
     * Whether sending goes on without a gap when the candidate replaces the connection: on the same WhatsApp Business Account once the
     * credentials are verified, on another one when it can send. What is recorded of that one may be from long ago, so its run must have
     * looked at its templates. Nothing follows from a run that was cancelled.
     */
    private boolean mayReplace(Connection tried) {
        return tried.run().hasVerified()
                && !tried.run().isCancelled()
                && (connection == null
                        || connection.isOfSameAccountAs(tried)
                        || (tried.run().hasProvisioned() && tried.canSend()));
    }

    /** As a reader should see it: see {@link Provisioning#asSeenAt}. */
    public SenderAccount asSeenAt(Instant now) {
        return mapping(found -> found.asSeenAt(now));
    }

    /** Why nothing can be sent, or not for every purpose. */
    public List<SendObstacle> obstacles() {
        List<SendObstacle> found = SendObstacle.of(connection);
        return sending.enabled()
                ? found
                : Stream.concat(Stream.of(new SendObstacle(Code.SENDING_STOPPED, null)), found.stream())
                        .toList();
    }

    /** As a reader should see it while the stack sends nothing. */
    SenderAccount stopped() {
        return sending.enabled()
                ? with(pace, SendingSwitch.stopped(null, updatedAt), webhooks, watch, updatedAt)
                : this;
    }

    /** With an operator's word on whether it sends. */
    SenderAccount withSending(SendingSwitch next, Instant now) {
        return with(pace, next, webhooks, watch, now);
    }

    /** With another word on its webhooks. */
    public SenderAccount withWebhooks(AccountWebhooks next) {
        return with(pace, sending, next, watch, updatedAt);
    }

    /** Whether it is checked from time to time. */
    public boolean isWatched() {
        return watch.due() != null;
    }

    /** Watched from now on. */
    public SenderAccount watched(Instant now) {
        return with(pace, sending, webhooks, Watch.from(environmentId, now), updatedAt);
    }

    /** What is verified, tried and run is not concerned. */
    private SenderAccount with(
            CredentialPace nextPace,
            SendingSwitch nextSending,
            AccountWebhooks nextWebhooks,
            Watch nextWatch,
            Instant now) {
        return new SenderAccount(
                id,
                environmentId,
                revision,
                generation,
                secretName,
                connection,
                candidate,
                former,
                idempotencyKeys,
                nextPace,
                nextSending,
                nextWebhooks,
                nextWatch,
                createdAt,
                now);
    }

    private SenderAccount with(
            @Nullable Connection nextConnection,
            @Nullable Connection nextCandidate,
            long nextGeneration,
            IdempotencyKeys nextKeys,
            Instant now) {
        return with(nextConnection, nextCandidate, former, nextGeneration, nextKeys, now);
    }

    private SenderAccount with(
            @Nullable Connection nextConnection,
            @Nullable Connection nextCandidate,
            @Nullable FormerCredentials nextFormer,
            long nextGeneration,
            IdempotencyKeys nextKeys,
            Instant now) {
        return new SenderAccount(
                id,
                environmentId,
                revision,
                nextGeneration,
                secretName,
                nextConnection,
                nextCandidate,
                nextFormer,
                nextKeys,
                pace,
                sending,
                webhooks,
                watch,
                createdAt,
                now);
    }

    SenderAccount withPace(CredentialPace next) {
        return with(next, sending, webhooks, watch, updatedAt);
    }

    SenderAccount atRevision(long next) {
        return new SenderAccount(
                id,
                environmentId,
                next,
                generation,
                secretName,
                connection,
                candidate,
                former,
                idempotencyKeys,
                pace,
                sending,
                webhooks,
                watch,
                createdAt,
                updatedAt);
    }
}
