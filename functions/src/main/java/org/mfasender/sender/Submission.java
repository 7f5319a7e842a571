package org.mfasender.sender;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mfasender.numbers.NumberChoice;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.sender.run.ProgressStatus;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;

/**
 * Decides what a submitted request means for what is stored: a rule, without effects.
 *
 * <p>The same request twice is one run. "The same" is an idempotency key that is remembered, or without one the same content: the
 * identifiers, secrets and template options that the account already has. After a run that failed, or left templates unfinished, the
 * same content asks for another, because somebody may have fixed the cause at Meta. A changed selection alone needs no run.
 */
public final class Submission {

    private Submission() {}

    /** What to do. */
    public sealed interface Decision {}

    /** The request is accepted; {@code account} is the account from then on. */
    public sealed interface Accepted extends Decision {
        SenderAccount account();
    }

    /**
     * Record {@code account}, store {@code credentials} as its pending version, start the execution. Each part may be repeated.
     *
     * @param credentials null when the stored ones are used
     * @param recorded whether {@code account} is already stored, by an attempt that did not finish
     */
    public record Start(SenderAccount account, @Nullable Credentials credentials, boolean recorded)
            implements Accepted {}

    /** Record {@code account}, whose selected number changed; nothing runs. */
    public record Select(SenderAccount account) implements Accepted {}

    /** Nothing is left to do. */
    public record Nothing(SenderAccount account) implements Accepted {}

    /** The request cannot be accepted as things stand. */
    public record Refuse(Refusal refusal) implements Decision {}

    /**
     * Decides what becomes of a request.
     *
     * @param defaults the template options of an account whose request names none
     */
    public static Decision decide(
            @Nullable SenderRecord stored,
            SenderRequest request,
            EnvironmentId environment,
            Map<Purpose, TemplateOptions> defaults,
            Instant now) {
        return switch (stored) {
            case null -> create(request, new NewAccount(environment, 1, 0, now), defaults);
            case DeletedSender deleted ->
                deleted.complete()
                        ? create(
                                request,
                                new NewAccount(environment, deleted.generation() + 1, deleted.revision(), now),
                                defaults)
                        : new Refuse(new Refusal.DeletionUnfinished());
            case SenderAccount account -> change(account, request, now);
        };
    }

    private static Decision create(
            SenderRequest request, NewAccount newAccount, Map<Purpose, TemplateOptions> defaults) {
        Credentials credentials = request.credentials();
        if (credentials == null) {
            return new Refuse(new Refusal.SecretsMissing(false));
        }
        if (request.choice() != null) {
            return new Refuse(new Refusal.NumberUnknown(request.choice(), List.of()));
        }
        Set<Purpose> outliving = request.templates().outlivingCode(defaults);
        if (!outliving.isEmpty()) {
            return new Refuse(new Refusal.MessageOutlivesCode(outliving));
        }
        return new Start(newAccount.from(request, credentials, defaults), credentials, false);
    }

    private static Decision change(SenderAccount account, SenderRequest request, Instant now) {
        Difference difference = Difference.between(account, request);
        KeyUse key = account.idempotencyKeys().use(request, difference.isNone(), now);
        ProgressStatus run = account.provisioning().asSeenAt(now).status();
        boolean neverStarted = run == ProgressStatus.PENDING;
        if (key == KeyUse.REPEATED) {
            return repeat(account, request, neverStarted);
        }
        Refusal refusal = refusal(account, request);
        if (refusal != null) {
            return new Refuse(refusal);
        }
        if (key == KeyUse.REUSED) {
            return new Refuse(new Refusal.KeyReused());
        }
        if (difference.ofContent()) {
            return start(account, request, now);
        }
        boolean useful = run == ProgressStatus.SUCCEEDED || (!run.isFinal() && !neverStarted);
        if (neverStarted && difference.isNone() && key != KeyUse.NEW) {
            return new Start(account, request.credentials(), true);
        }
        if (useful && difference.newlySelected() != null) {
            return new Select(account.selecting(difference.newlySelected(), now)
                    .withIdempotencyKeys(account.idempotencyKeys().selecting(request, now)));
        }
        boolean asksForAnotherRun = key == KeyUse.NEW || account.provisioning().leftTemplatesUnfinished();
        return useful && !asksForAnotherRun ? new Nothing(account) : start(account, request, now);
    }

    /** A request that was accepted before completes its own run, and undoes nothing that newer requests did. */
    private static Decision repeat(SenderAccount account, SenderRequest request, boolean neverStarted) {
        boolean newest = account.idempotencyKeys().isNewest(request.idempotencyKey());
        return newest && neverStarted ? new Start(account, request.credentials(), true) : new Nothing(account);
    }

    /** What forbids the request on this account; null when nothing does. */
    private static @Nullable Refusal refusal(SenderAccount account, SenderRequest request) {
        boolean sameConnection = account.connection().isTo(request.whatsAppAccountBusinessId(), request.appId());
        if (request.credentials() == null && !sameConnection) {
            return new Refusal.SecretsMissing(true);
        }
        Set<Purpose> outliving = request.templates().outlivingCode(account.templates());
        if (!outliving.isEmpty()) {
            return new Refusal.MessageOutlivesCode(outliving);
        }
        NumberChoice choice = request.choice();
        return choice == null ? null : refusal(choice, knownNumbers(account, request));
    }

    private static @Nullable Refusal refusal(NumberChoice choice, List<SenderNumber> known) {
        List<SenderNumber> meant = known.stream().filter(choice::means).toList();
        if (meant.size() != 1) {
            return new Refusal.NumberUnknown(choice, known);
        }
        return meant.getFirst().usable() ? null : new Refusal.NumberUnusable(choice, meant.getFirst());
    }

    /** The numbers of another WhatsApp Business Account are not known yet. */
    private static List<SenderNumber> knownNumbers(SenderAccount account, SenderRequest request) {
        return account.whatsAppAccountBusinessId().equals(request.whatsAppAccountBusinessId())
                ? account.numbers()
                : List.of();
    }

    private static Start start(SenderAccount account, SenderRequest request, Instant now) {
        return new Start(account.resubmitted(request, now), request.credentials(), false);
    }

    /**
     * How a request differs from the account.
     *
     * @param ofContent whether it differs in anything but the selected number
     * @param newlySelected Meta's ID of the number that it selects; null when that one is selected already, or none is named
     */
    private record Difference(boolean ofContent, @Nullable String newlySelected) {

        static Difference between(SenderAccount account, SenderRequest request) {
            String selected = account.selectedBy(request);
            return new Difference(
                    !account.hasContentOf(request),
                    Objects.equals(selected, account.selectedNumberId()) ? null : selected);
        }

        boolean isNone() {
            return !ofContent && newlySelected == null;
        }
    }
}
