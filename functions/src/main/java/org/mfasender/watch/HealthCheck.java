package org.mfasender.watch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.checks.CheckStatus;
import org.mfasender.checks.Question;
import org.mfasender.numbers.NumberChecks;
import org.mfasender.numbers.NumberChoice;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.Optimistic;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.sender.Connection;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderStore;
import org.mfasender.setup.dryrun.DryRun;
import org.mfasender.setup.webhooks.WebhookCheck;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.TemplateChecks;
import org.mfasender.templates.storage.TemplateStore;

/** Looks at Meta how a connection stands, with the checks of a dry run. Nothing is written at Meta. May be repeated. */
public final class HealthCheck {

    private final SenderStore senders;
    private final TemplateStore templates;
    private final CredentialVault vault;
    private final DryRun dryRun;
    private final WebhookCheck webhooks;
    private final HealthRecorder recorder;
    private final Clock clock;

    public HealthCheck(
            SenderStore senders,
            TemplateStore templates,
            CredentialVault vault,
            DryRun dryRun,
            WebhookCheck webhooks,
            HealthRecorder recorder,
            Clock clock) {
        this.senders = senders;
        this.templates = templates;
        this.vault = vault;
        this.dryRun = dryRun;
        this.webhooks = webhooks;
        this.recorder = recorder;
        this.clock = clock;
    }

    /**
     * A connection after a check.
     *
     * @param again whether another check has to confirm what this one found, or to find what it could not
     */
    public record Checked(Connection connection, boolean again) {}

    /**
     * Checks the connection of an environment, and records how it stands.
     *
     * @return empty when there is no connection any more, or another one
     */
    public Optional<Checked> check(EnvironmentId environment) {
        Instant begun = clock.now();
        return Optimistic.retry(() -> known(environment))
                .flatMap(known -> recorder.record(known.account, look(known, begun)));
    }

    /** An account that has a connection, and the connection's numbers. */
    private record Known(SenderAccount account, Connection connection, List<SenderNumber> numbers) {}

    private Optional<Known> known(EnvironmentId environment) {
        return senders.findAccount(environment)
                .flatMap(account -> Optional.ofNullable(account.connection())
                        .map(connection -> new Known(account, connection, senders.numbers(account, connection))));
    }

    private Look look(Known known, Instant begun) {
        Connection connection = known.connection;
        return vault.read(known.account.secretName(), connection.credentials().version())
                .map(stored -> look(known.account, connection, known.numbers, stored.credentials(), begun))
                .orElseGet(() ->
                        Look.failed(begun, connection, Check.failed(CheckName.CREDENTIALS_STORED, Map.of(), null)));
    }

    private Look look(
            SenderAccount account,
            Connection connection,
            List<SenderNumber> known,
            Credentials credentials,
            Instant begun) {
        DryRun.Outcome outcome = dryRun.run(subject(account, connection, credentials, known), begun);
        boolean listed = outcome.hasPassed(CheckName.WABA_READABLE)
                && outcome.checks().stream()
                        .filter(check -> check.name() == CheckName.SENDER_NUMBER)
                        .noneMatch(check -> check.status() == CheckStatus.UNKNOWN);
        return new Look(
                begun,
                connection,
                checks(account, connection, credentials, outcome, listed),
                listed && !outcome.numbers().equals(known) ? outcome.numbers() : null,
                outcome.contents(),
                outcome.report().messagingLimit(),
                outcome.report().tokenExpiresAt());
    }

    private DryRun.Subject subject(
            SenderAccount account, Connection connection, Credentials credentials, List<SenderNumber> known) {
        Map<Boolean, List<TemplateContent>> contents = templates.contents(account.owner(connection)).stream()
                .collect(Collectors.partitioningBy(
                        content -> content.isDefault(connection.defaultLocale(content.purpose()))));
        String selected = connection.numbers().selectedId();
        return new DryRun.Subject(
                new Question(connection.whatsAppAccountBusinessId(), credentials, connection.acceptExpiringToken()),
                0,
                Objects.requireNonNull(contents.get(true)),
                Objects.requireNonNull(contents.get(false)),
                known,
                selected == null ? null : new NumberChoice(0, selected, null));
    }

    private List<Check> checks(
            SenderAccount account,
            Connection connection,
            Credentials credentials,
            DryRun.Outcome outcome,
            boolean listed) {
        Stream<Check> quality =
                listed ? Stream.of(NumberChecks.quality(connection.numbers().seenIn(outcome.numbers()))) : Stream.of();
        boolean asked = outcome.hasPassed(CheckName.APP_CREDENTIALS) && outcome.hasPassed(CheckName.WABA_READABLE);
        Stream<Check> ofWebhooks = asked
                ? Stream.of(webhooks.lookAgain(new WebhookCheck.Subject(
                        account.webhooks().base(),
                        connection.whatsAppAccountBusinessId(),
                        connection.numbers().chosen(),
                        credentials,
                        account.webhooks())))
                : Stream.of();
        Stream<Check> ofTemplates =
                outcome.contents().isEmpty() ? Stream.of() : Stream.of(asWanted(connection, outcome));
        return Stream.of(outcome.checks().stream(), quality, ofTemplates, ofWebhooks)
                .flatMap(found -> found)
                .toList();
    }

    /** What a person bound may say anything. */
    private static Check asWanted(Connection connection, DryRun.Outcome outcome) {
        return TemplateChecks.asWanted(outcome.contents().stream()
                .filter(content -> !content.manual() && !content.gone())
                .filter(content -> content.template().isEditedFrom(connection.settings(content.purpose())))
                .map(TemplateContent::template)
                .toList());
    }
}
