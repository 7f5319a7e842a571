package org.mfasender.setup;

import org.mfasender.checks.Prerequisites;
import org.mfasender.checks.Question;
import org.mfasender.checks.Report;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.sender.Connection;
import org.mfasender.sender.run.Step;
import org.mfasender.workflow.Job;
import org.mfasender.workflow.StepResult;
import org.mfasender.workflow.StepTools;
import org.mfasender.workflow.StepWork;

/** Step 1: asks Meta about the credentials. */
public final class Validate implements StepWork {

    private final StepTools tools;
    private final Prerequisites prerequisites;

    public Validate(StepTools tools) {
        this.tools = tools;
        this.prerequisites = new Prerequisites(tools.graph());
    }

    @Override
    public StepResult perform(Job job, Credentials credentials, Step step) {
        Connection connection = job.connection();
        Report report = prerequisites.check(
                new Question(connection.whatsAppAccountBusinessId(), credentials, connection.acceptExpiringToken()));
        if (report.hasFailed()) {
            return StepResult.failed(step, tools.clock().now(), null, report.checks())
                    .changing((account, current) -> checked(current, report));
        }
        return StepResult.succeeded(step, tools.clock().now(), null, report.checks())
                .changing((account, current) -> checked(current, report).withTokenExpiry(report.tokenExpiresAt()));
    }

    private static Connection checked(Connection connection, Report report) {
        return connection
                .withRun(connection.run().ofPortfolio(report.ids().portfolioId()))
                .withMessagingLimit(report.messagingLimit())
                .checked(report.checks());
    }
}
