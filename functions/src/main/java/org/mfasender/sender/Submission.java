package org.mfasender.sender;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.numbers.NumberChoice;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.sender.run.ProgressStatus;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;

/**
 * Decides what a {@code PUT} means for what is stored: a rule, without effects.
 *
 * <p>The same request twice is one run. "The same" is the same {@code Idempotency-Key}, or without one the same content: the
 * identifiers, secrets and template options that the account already has. After a run that failed, or left something about templates
 * open, the same content asks for another, because that may have been mended at Meta. A changed selection alone needs no run.
 */
public final class Submission {

    private Submission() {}

    /** What is to be done. */
    public sealed interface Decision {}

    /**
     * Record {@code account}, store {@code credentials} as its pending version, start the execution. Every part of it may be
     * repeated.
     *
     * @param credentials null when the stored ones are used
     * @param recorded whether {@code account} is already stored, by an attempt that did not come to its end
     */
    public record Start(SenderAccount account, @Nullable Credentials credentials, boolean recorded)
            implements Decision {}

    /** Record {@code account}, whose selected number changed; nothing runs. */
    public record Select(SenderAccount account) implements Decision {}

    /** Nothing is left to do. */
    public record Nothing(SenderAccount account) implements Decision {}

    /** The request cannot be met as things stand. */
    public record Refuse(int status, List<Violation> violations) implements Decision {}

    public static Decision decide(
            @Nullable SenderRecord stored,
            SenderRequest request,
            EnvironmentId environment,
            Map<Purpose, TemplateOptions> defaults,
            Instant now) {
        return switch (stored) {
            case null -> create(request, environment, 1, 0, defaults, now);
            case DeletedSender deleted ->
                deleted.complete()
                        ? create(request, environment, deleted.generation() + 1, deleted.revision(), defaults, now)
                        : new Refuse(
                                409,
                                List.of(new Violation(
                                        Violation.Code.CONSTRAINT_VIOLATION,
                                        "environmentId",
                                        "The former account of this environment is not completely deleted: send DELETE"
                                                + " again, then this request.")));
            case SenderAccount account -> change(account, request, now);
        };
    }

    private static Decision create(
            SenderRequest request,
            EnvironmentId environment,
            long generation,
            long revision,
            Map<Purpose, TemplateOptions> defaults,
            Instant now) {
        if (request.credentials() == null) {
            return new Refuse(400, secretsRequired("No credentials are stored for this environment yet."));
        }
        if (request.choice() != null) {
            return new Refuse(400, List.of(unknownNumber(request.choice(), List.of())));
        }
        List<Violation> violations = request.templates().violations(defaults);
        if (!violations.isEmpty()) {
            return new Refuse(400, violations);
        }
        SenderAccount account = new SenderAccount(
                UUID.nameUUIDFromBytes(("sender/" + environment + "/" + generation).getBytes(StandardCharsets.UTF_8)),
                environment,
                revision,
                request.whatsAppAccountBusinessId(),
                request.appId(),
                CredentialSummary.of(request.credentials(), secretVersion(environment, generation), now),
                Boolean.TRUE.equals(request.acceptExpiringToken()),
                null,
                request.templates().applyTo(defaults),
                List.of(),
                null,
                run(environment, generation, now),
                request.idempotencyKey(),
                now,
                now);
        return new Start(account, request.credentials(), false);
    }

    private static Decision change(SenderAccount account, SenderRequest request, Instant now) {
        boolean sameAccount = account.whatsAppAccountBusinessId().equals(request.whatsAppAccountBusinessId());
        boolean sameApp = account.appId().equals(request.appId());
        Credentials credentials = request.credentials();
        if (credentials == null && !(sameAccount && sameApp)) {
            return new Refuse(
                    400, secretsRequired("They may be left out only while whatsAppAccountBusinessId and appId stay."));
        }
        List<Violation> violations = request.templates().violations(account.templates());
        if (!violations.isEmpty()) {
            return new Refuse(400, violations);
        }
        String selected = account.selectedNumberId();
        NumberChoice choice = request.choice();
        if (choice != null) {
            List<SenderNumber> known = sameAccount ? account.numbers() : List.of();
            List<SenderNumber> meant = known.stream().filter(choice::means).toList();
            if (meant.size() != 1) {
                return new Refuse(400, List.of(unknownNumber(choice, known)));
            }
            if (!meant.getFirst().usable()) {
                return new Refuse(
                        400,
                        List.of(new Violation(
                                Violation.Code.CONSTRAINT_VIOLATION,
                                choice.target(),
                                "This number cannot send: "
                                        + String.join(" ", meant.getFirst().reasons()))));
            }
            selected = meant.getFirst().numberId();
        }
        boolean sameContent = sameAccount
                && acceptsExpiringToken(account, request) == account.acceptExpiringToken()
                && sameApp
                && (credentials == null || account.credentials().describes(credentials))
                && wantsTheSame(account, request);
        boolean sameSelection = Objects.equals(selected, account.selectedNumberId());
        String key = request.idempotencyKey();
        boolean replayed = key != null && key.equals(account.idempotencyKey());
        boolean anew = key != null && !replayed;
        if (replayed && !(sameContent && sameSelection)) {
            return new Refuse(
                    409,
                    List.of(new Violation(
                            Violation.Code.UNIQUENESS_VIOLATION,
                            "Idempotency-Key",
                            "This key was used for a request with another content: send a new key.")));
        }
        ProgressStatus run = account.provisioning().asSeenAt(now).status();
        boolean unfinishedSubmission = run == ProgressStatus.PENDING;
        boolean usefulRun = run == ProgressStatus.SUCCEEDED || (!run.isFinal() && !unfinishedSubmission);
        if (sameContent && unfinishedSubmission && sameSelection && !anew) {
            return new Start(account, credentials, true);
        }
        if (sameContent && usefulRun && selected != null && !sameSelection) {
            return new Select(account.selecting(selected, key, now));
        }
        if (sameContent
                && sameSelection
                && (replayed || (usefulRun && !anew && !account.provisioning().leftTemplatesOpen()))) {
            return new Nothing(account);
        }
        return new Start(next(account, request, sameAccount, selected, now), credentials, false);
    }

    private static boolean wantsTheSame(SenderAccount account, SenderRequest request) {
        Map<Purpose, TemplateOptions> wanted = request.templates().applyTo(account.templates());
        return account.templates().entrySet().stream()
                .allMatch(entry ->
                        Objects.requireNonNull(wanted.get(entry.getKey())).wantsTheSameAs(entry.getValue()));
    }

    private static SenderAccount next(
            SenderAccount account, SenderRequest request, boolean sameAccount, @Nullable String selected, Instant now) {
        long generation = account.generation() + 1;
        EnvironmentId environment = account.environmentId();
        Credentials credentials = request.credentials();
        return new SenderAccount(
                account.id(),
                environment,
                account.revision(),
                request.whatsAppAccountBusinessId(),
                request.appId(),
                credentials == null
                        ? account.credentials()
                        : CredentialSummary.of(credentials, secretVersion(environment, generation), now),
                acceptsExpiringToken(account, request),
                credentials == null ? account.tokenExpiresAt() : null,
                request.templates().applyTo(account.templates()),
                sameAccount ? account.numbers() : List.of(),
                sameAccount ? selected : null,
                run(environment, generation, now),
                request.idempotencyKey(),
                account.createdAt(),
                now);
    }

    private static boolean acceptsExpiringToken(SenderAccount account, SenderRequest request) {
        return request.acceptExpiringToken() == null ? account.acceptExpiringToken() : request.acceptExpiringToken();
    }

    private static Provisioning run(EnvironmentId environment, long generation, Instant now) {
        return Provisioning.requested(generation, environment + "-" + generation, now);
    }

    /** Derived, so that storing the credentials of one generation twice is storing them once. */
    private static String secretVersion(EnvironmentId environment, long generation) {
        return UUID.nameUUIDFromBytes(("secret/" + environment + "/" + generation).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static List<Violation> secretsRequired(String why) {
        return List.of(
                Violation.required("userAccessToken", "Give the system user's access token. " + why),
                Violation.required("appSecret", "Give the App Secret. " + why));
    }

    private static Violation unknownNumber(NumberChoice choice, List<SenderNumber> known) {
        if (known.isEmpty()) {
            return Violation.invalid(
                    choice.target(),
                    "No number of this account is known yet: send the request without numbers, and select one when GET"
                            + " shows them.");
        }
        return Violation.values(
                choice.target(),
                "This number is not one of the account's; GET shows them.",
                known.stream().map(SenderNumber::numberId).toList());
    }
}
