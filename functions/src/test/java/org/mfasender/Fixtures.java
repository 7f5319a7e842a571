package org.mfasender;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.health.Health;
import org.mfasender.numbers.NumberUsability;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.numbers.SenderNumbers;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.Sha256;
import org.mfasender.platform.meta.MetaError;
import org.mfasender.platform.meta.PhoneNumber;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.sender.AccountWebhooks;
import org.mfasender.sender.Connection;
import org.mfasender.sender.CredentialPace;
import org.mfasender.sender.CredentialSummary;
import org.mfasender.sender.DeliveryBlocks;
import org.mfasender.sender.IdempotencyKeys;
import org.mfasender.sender.MetaReports;
import org.mfasender.sender.RememberedKey;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderStatus;
import org.mfasender.sender.SendingSwitch;
import org.mfasender.sender.Watch;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.sender.run.Step;
import org.mfasender.sender.run.StepName;
import org.mfasender.templates.OtpButton;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.TemplateReadBack;
import org.mfasender.templates.TemplateSettings;
import org.mfasender.templates.bindings.Coverage;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;

/** Accounts in every situation, and what they are made of. */
public final class Fixtures {

    public static final Instant NOW = Instant.parse("2026-10-01T08:00:00Z");
    public static final EnvironmentId ENVIRONMENT =
            new EnvironmentId(UUID.fromString("0a1b2c3d-0000-4000-8000-00000000000a"));
    public static final String WABA = "217640915503381";
    public static final String APP = "845120037719402";
    public static final String TOKEN = "EAAsimulatedTokenOfFixtures";
    /** Has the form of an App Secret, with which calls can be signed. */
    public static final String APP_SECRET = "0123456789abcdef0123456789abcdef";

    public static final SenderNumber FIRST = number("1001", "+43 660 5550100", "CONNECTED");
    public static final SenderNumber SECOND = number("1002", "+43 660 5550101", "CONNECTED");
    public static final SenderNumber BANNED = number("1003", "+43 660 5550102", "BANNED");

    /** As templates are wanted where nothing else is said. */
    public static final TemplateSettings SETTINGS = new TemplateSettings(10, true, 600, OtpButton.COPY_CODE);

    /** How a template with these settings reads back. */
    public static final TemplateReadBack SAID = new TemplateReadBack(10, true, 600, "COPY_CODE", List.of());

    private Fixtures() {}

    /** The same locales for every purpose. */
    public static Map<Purpose, TemplateOptions> options(String... locales) {
        TemplateOptions options = new TemplateOptions(List.of(locales), SETTINGS);
        return Map.of(Purpose.DEVICE_PAIRING, options, Purpose.STRONG_AUTHENTICATION, options);
    }

    public static Credentials credentials() {
        return credentials(TOKEN, APP_SECRET);
    }

    public static Credentials credentials(String token, String appSecret) {
        return new Credentials(new Secret(token), APP, new Secret(appSecret));
    }

    public static SenderNumber number(String id, String display, String status) {
        PhoneNumber phone = new PhoneNumber(
                id,
                display,
                "Contoso",
                status,
                "GREEN",
                "VERIFIED",
                "APPROVED",
                "CLOUD_API",
                "LIVE",
                "STANDARD",
                true,
                false,
                null,
                null);
        return new SenderNumber(phone, true, NumberUsability.reasons(phone), List.of(), NOW);
    }

    public static final String SECRET = ENVIRONMENT + "/5ec7e700";
    /** Where the numbers of {@link #connected} are said to be listed. */
    public static final String LISTING = "1-11571409";

    /** What is tried first, of which nothing is known. */
    public static Connection tried(long generation) {
        return tried(generation, WABA, credentials());
    }

    public static Connection tried(long generation, String waba, Credentials credentials) {
        return tried(
                generation, waba, credentials.appId(), CredentialSummary.of(credentials, version(generation), NOW));
    }

    public static Connection tried(long generation, String waba, String app, CredentialSummary credentials) {
        return new Connection(
                waba,
                app,
                credentials,
                false,
                null,
                null,
                options("en"),
                SenderNumbers.NONE,
                Map.of(),
                DeliveryBlocks.NONE,
                MetaReports.NONE,
                Provisioning.requested(generation, execution(generation), NOW),
                null,
                SenderStatus.VERIFYING,
                Health.UNKNOWN);
    }

    /** The execution of a run. */
    public static String execution(long generation) {
        return ENVIRONMENT + "-" + generation + "-0e5ec07e";
    }

    /** The version of the secret with what was submitted with a run. */
    public static String version(long generation) {
        return new UUID(0x4000L, 0x9000_0000_0000_0000L + generation).toString();
    }

    /** A first run that was recorded, and nothing more; no number is known. */
    public static SenderAccount requested() {
        return account(null, tried(1));
    }

    /** An account with what works, and what is being tried, as far as there is either. */
    public static SenderAccount account(@Nullable Connection connection, @Nullable Connection candidate) {
        return new SenderAccount(
                UUID.fromString("00000000-0000-4000-8000-000000000001"),
                ENVIRONMENT,
                0,
                Objects.requireNonNull(candidate == null ? connection : candidate)
                        .run()
                        .generation(),
                SECRET,
                connection,
                candidate,
                null,
                IdempotencyKeys.NONE,
                CredentialPace.NONE,
                SendingSwitch.ON,
                AccountWebhooks.NONE,
                new Watch(null, null),
                NOW,
                NOW);
    }

    public static SenderAccount running() {
        return with(requested(), step(requested(), StepName.VALIDATE).started(NOW));
    }

    /** Nothing works; the credentials were refused. */
    public static SenderAccount failed() {
        return with(running(), step(running(), StepName.VALIDATE).failed(NOW, null, List.of(failedCheck())));
    }

    /** Every step of the first run succeeded; the first of its numbers is selected, and every purpose is served. */
    public static SenderAccount succeeded() {
        return account(connected(1), null);
    }

    /** What works: as {@link #succeeded}. */
    public static Connection connected(long generation) {
        Connection connection = tried(generation);
        for (StepName name : StepName.values()) {
            connection = connection.with(connection.run().step(name).started(NOW), NOW);
            connection = connection.with(connection.run().step(name).succeeded(NOW, null, List.of()), NOW);
        }
        return new Connection(
                connection.whatsAppAccountBusinessId(),
                connection.appId(),
                connection.credentials(),
                false,
                null,
                null,
                connection.templates(),
                new SenderNumbers(LISTING, FIRST, List.of()),
                Map.of(Purpose.DEVICE_PAIRING, Coverage.SERVED, Purpose.STRONG_AUTHENTICATION, Coverage.SERVED),
                DeliveryBlocks.NONE,
                MetaReports.NONE,
                connection.run(),
                NOW,
                SenderStatus.READY,
                Health.UNKNOWN);
    }

    /** With a step of what was last submitted changed. */
    public static SenderAccount with(SenderAccount account, Step step) {
        return account.changing(account.newest().run().generation(), connection -> connection.with(step, NOW), NOW);
    }

    public static Step step(SenderAccount account, StepName name) {
        return account.newest().run().step(name);
    }

    public static Check failedCheck() {
        return Check.failed(
                CheckName.TOKEN_NEVER_EXPIRES,
                Map.of("date", "1 December 2026"),
                new MetaError(190, 463, "simulatedTrace"));
    }

    /** The same account as if it had been read at another revision. */
    public static SenderAccount revised(SenderAccount account, long revision) {
        return new SenderAccount(
                account.id(),
                account.environmentId(),
                revision,
                account.generation(),
                account.secretName(),
                account.connection(),
                account.candidate(),
                account.former(),
                account.idempotencyKeys(),
                account.pace(),
                account.sending(),
                account.webhooks(),
                account.watch(),
                account.createdAt(),
                account.updatedAt());
    }

    /** With the key of its newest request, as a release stored it that kept no other. */
    public static SenderAccount keyed(SenderAccount account, String idempotencyKey) {
        RememberedKey key = new RememberedKey(Sha256.of(idempotencyKey), null, NOW);
        return account.withIdempotencyKeys(new IdempotencyKeys(idempotencyKey, List.of(key)));
    }

    public static MessageTemplate template(String id, String name, String language, String status) {
        return new MessageTemplate(id, name, language, "AUTHENTICATION", status, null, "GREEN", SAID, SAID);
    }

    public static TemplateContent content(Purpose purpose, String locale, String status) {
        return TemplateContent.automatic(
                ENVIRONMENT, purpose, locale, template("9" + locale.length(), "mfa", locale, status), NOW);
    }
}
