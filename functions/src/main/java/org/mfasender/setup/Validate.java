package org.mfasender.setup;

import java.time.Instant;
import org.mfasender.checks.Prerequisites;
import org.mfasender.checks.Question;
import org.mfasender.checks.Report;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.platform.secrets.SecretDeletedException;
import org.mfasender.sender.Connection;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.run.Step;
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

    public Validate(StepTools tools, WebhookSecrets webhookSecrets) {
        this.tools = tools;
        this.webhookSecrets = webhookSecrets;
        this.joined = new JobCredentials(tools.vault());
        this.prerequisites = new Prerequisites(tools.graph());
    }

    @Override
    public StepResult perform(Job job, Credentials credentials, Step step) {
        Connection connection = job.connection();
        Instant readAt = tools.clock().now();
        Report report = prerequisites.check(
                new Question(connection.whatsAppAccountBusinessId(), credentials, connection.acceptExpiringToken()));
        if (report.hasFailed()) {
            return StepResult.failed(step, tools.clock().now(), null, report.checks())
                    .changing((account, current) -> checked(current, report, readAt));
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
