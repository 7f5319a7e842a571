package org.mfasender.setup;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.checks.CheckStatus;
import org.mfasender.checks.Prerequisites;
import org.mfasender.checks.Question;
import org.mfasender.checks.Report;
import org.mfasender.health.Health;
import org.mfasender.platform.PlainTime;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.platform.secrets.SecretDeletedException;
import org.mfasender.sender.Connection;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.run.Step;
import org.mfasender.sender.run.WaitReason;
import org.mfasender.workflow.Job;
import org.mfasender.workflow.JobCredentials;
import org.mfasender.workflow.StepResult;
import org.mfasender.workflow.StepTools;
import org.mfasender.workflow.StepWork;

/** Step 1: asks Meta about the credentials, and keeps the App Secret of those that it accepts for webhooks. */
public final class Validate implements StepWork {

    private final StepTools tools;
    private final Prerequisites prerequisites;
    private final WebhookSecrets webhookSecrets;
    private final JobCredentials joined;
    private final Duration confirmation;

    /** @param confirmation how long to wait before Meta is asked once more about a token that it has refused */
    public Validate(StepTools tools, WebhookSecrets webhookSecrets, Duration confirmation) {
        this.tools = tools;
        this.confirmation = confirmation;
        this.webhookSecrets = webhookSecrets;
        this.joined = new JobCredentials(tools);
        this.prerequisites = new Prerequisites(tools.graph());
    }

    @Override
    public StepResult perform(Job job, Credentials credentials, Step step) {
        Connection connection = job.connection();
        Instant readAt = tools.clock().now();
        Report report = prerequisites.check(
                new Question(connection.whatsAppAccountBusinessId(), credentials, connection.acceptExpiringToken()));
        if (isFirstRefusal(connection, report)) {
            return confirmed(step, report);
        }
        if (report.hasFailed()) {
            return StepResult.failed(step, tools.clock().now(), null, report.checks())
                    .changing((account, current) -> checked(looked(current, report), report, readAt));
        }
        try {
            joined.accepted(job, credentials);
        } catch (SecretDeletedException e) {
            return StepResult.withoutCredentials(step, tools.clock().now());
        }
        keepForWebhooks(job.account(), connection, credentials);
        return StepResult.succeeded(step, tools.clock().now(), null, report.checks())
                .changing((account, current) ->
                        checked(current, report, readAt).withTokenExpiry(report.tokenExpiresAt()));
    }

    /** Of what works, one refusal may be an odd answer: as in a check, two in a row decide. */
    private static boolean isFirstRefusal(Connection connection, Report report) {
        return connection.isVerified()
                && tokenChecks(report)
                        .filter(check -> check.status() == CheckStatus.FAILED)
                        .anyMatch(looked(connection, report).health()::doubts);
    }

    private static Stream<Check> tokenChecks(Report report) {
        return report.checks().stream().filter(check -> check.name() == CheckName.TOKEN_VALID);
    }

    private StepResult confirmed(Step step, Report report) {
        Instant until = tools.clock().now().plus(confirmation);
        String message = "Meta has refused the access token; the next attempt, which decides, is on "
                + PlainTime.minute(until) + ".";
        return StepResult.waiting(step, until, WaitReason.CONFIRMATION, message, step.checks())
                .changing((account, current) -> looked(current, report));
    }

    private static Connection looked(Connection connection, Report report) {
        Health known = connection.health();
        return connection.isVerified()
                ? connection.withHealth(known.after(tokenChecks(report).toList(), known.checkedAt()))
                : connection;
    }

    private void keepForWebhooks(SenderAccount account, Connection connection, Credentials credentials) {
        webhookSecrets.keep(account, connection, credentials, tools.clock().now());
        boolean deleted = tools.store()
                .findAccount(account.environmentId())
                .filter(current -> current.id().equals(account.id()))
                .isEmpty();
        if (deleted) {
            // The deletion may not have found what was kept after it.
            webhookSecrets.remove(account, connection);
        }
    }

    private static Connection checked(Connection connection, Report report, Instant readAt) {
        return connection
                .withRun(connection.run().ofPortfolio(report.ids().portfolioId()))
                .checked(report.checks(), report.messagingLimit(), readAt);
    }
}
