package org.mfasender.sender;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mfasender.numbers.NumberChoice;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.numbers.SenderNumbers;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.platform.secrets.PartialCredentials;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;

/**
 * Decides what a submitted request means for what is stored: a rule, without effects.
 *
 * <p>What differs from what the account has becomes its candidate, and stops nothing. The same request twice is one run. "The same" is
 * an idempotency key that is remembered, or without one the same content: the identifiers, secrets and template options that the
 * connection or the candidate already has. A secret that is left out is the connection's. After a run that failed, or left templates unfinished, the same content asks for another,
 * because somebody may have fixed the cause at Meta. A changed selection alone needs no run. A
 * number that is selected before the numbers are listed is kept until then.
 */
public final class Submission {

    private final Map<Purpose, TemplateOptions> defaults;
    private final Supplier<UUID> random;

    /**
     * The rule.
     *
     * @param defaults the template options of an account whose request names none
     * @param random makes names that nothing has yet
     */
    public Submission(Map<Purpose, TemplateOptions> defaults, Supplier<UUID> random) {
        this.defaults = defaults;
        this.random = random;
    }

    /** What to do. */
    public sealed interface Decision {}

    /** The request is accepted; {@code account} is the account from then on. */
    public sealed interface Accepted extends Decision {
        SenderAccount account();
    }

    /**
     * Record {@code account}, store {@code credentials}, start the execution. Each part may be repeated.
     *
     * @param started the connection of the account whose run is to be started
     * @param credentials null when the stored ones are used
     * @param recorded whether {@code account} is already stored, by an attempt that did not finish
     */
    public record Start(
            SenderAccount account,
            Connection started,
            @Nullable PartialCredentials credentials,
            boolean recorded) implements Accepted {}

    /** Record {@code account}, whose selected number changed or whose candidate is discarded; nothing runs. */
    public record Amend(SenderAccount account) implements Accepted {}

    /** Nothing is left to do. */
    public record Nothing(SenderAccount account) implements Accepted {}

    /** The request cannot be accepted as things stand. */
    public record Refuse(Refusal refusal) implements Decision {}

    /**
     * Decides what becomes of a request.
     *
     * @param numbers the numbers of a connection, as far as they are listed; asked only if the request selects one
     */
    public Decision decide(
            @Nullable SenderRecord stored,
            SenderRequest request,
            EnvironmentId environment,
            Function<Connection, List<SenderNumber>> numbers,
            Instant now) {
        FreshNames names = new FreshNames(environment, random);
        Decision decision = switch (stored) {
            case null -> create(request, names, 1, 0, now);
            case DeletedSender deleted ->
                deleted.complete()
                        ? create(request, names, deleted.generation() + 1, deleted.revision(), now)
                        : new Refuse(new Refusal.DeletionUnfinished());
            case SenderAccount account -> change(new Change(account, request, names, numbers, now));
        };
        return decision instanceof Start start && changesCredentials(stored, start)
                ? paced(stored, start, now)
                : decision;
    }

    /** Whether the credentials become a version of the secret that it does not have. */
    private static boolean changesCredentials(@Nullable SenderRecord stored, Start start) {
        Set<String> known = stored instanceof SenderAccount account ? FormerCredentials.versions(account) : Set.of();
        return !known.contains(start.started().credentials().version());
    }

    private static Decision paced(@Nullable SenderRecord stored, Start start, Instant now) {
        CredentialPace pace = switch (stored) {
            case null -> CredentialPace.NONE;
            case DeletedSender deleted -> deleted.pace();
            case SenderAccount account -> account.pace();
        };
        int versions = start.started().credentials().parts() == null ? 1 : 2;
        Duration remaining = pace.remaining(versions, now);
        return remaining.isPositive()
                ? new Refuse(new Refusal.TooManyCredentials(remaining))
                : new Start(
                        start.account().withPace(pace.changing(versions, now)),
                        start.started(),
                        start.credentials(),
                        false);
    }

    /**
     * The account that an environment without one gets.
     *
     * @param generation of its first run: it continues those of a deleted account
     * @param revision of the record that it replaces; 0 when there is none
     */
    private Decision create(SenderRequest request, FreshNames names, long generation, long revision, Instant now) {
        PartialCredentials given = request.credentials();
        Credentials credentials = given == null ? null : given.whole().orElse(null);
        if (credentials == null) {
            return new Refuse(new Refusal.SecretsMissing(SecretName.missing(given), false));
        }
        NumberChoice choice = request.choice();
        if (choice != null && !choice.isPossible()) {
            return new Refuse(new Refusal.NumberUnknown(choice, List.of()));
        }
        Set<Purpose> outliving = request.templates().outlivingCode(defaults);
        if (!outliving.isEmpty()) {
            return new Refuse(new Refusal.MessageOutlivesCode(outliving));
        }
        Connection first = Connection.tried(
                request.whatsAppAccountBusinessId(),
                request.appId(),
                CredentialSummary.of(credentials, names.secretVersion(), now),
                Boolean.TRUE.equals(request.acceptExpiringToken()),
                request.templates().applyTo(defaults),
                choice == null ? SenderNumbers.NONE : SenderNumbers.NONE.requesting(choice),
                Provisioning.requested(generation, names.execution(generation), now));
        SenderAccount account = new SenderAccount(
                names.account(),
                names.environment(),
                revision,
                generation,
                names.secret(),
                null,
                first,
                null,
                IdempotencyKeys.NONE.starting(request, now),
                CredentialPace.NONE,
                SendingSwitch.ON,
                AccountWebhooks.NONE,
                Watch.from(names.environment(), now),
                now,
                now);
        return new Start(account, first, given, false);
    }

    private static Decision change(Change change) {
        KeyUse key = change.keyUse();
        if (key == KeyUse.REPEATED) {
            return change.repeat();
        }
        Refusal refusal = change.refusal();
        if (refusal != null) {
            return new Refuse(refusal);
        }
        return key == KeyUse.REUSED ? new Refuse(new Refusal.KeyReused()) : change.decide(key);
    }
}
