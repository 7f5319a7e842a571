package org.mfasender.setup;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.mfasender.checks.CheckName;
import org.mfasender.checks.CheckStatus;
import org.mfasender.platform.meta.Tokens;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.sender.AccountContents;
import org.mfasender.sender.Connection;
import org.mfasender.sender.run.Step;
import org.mfasender.setup.provision.Provisioner;
import org.mfasender.setup.provision.Verdict;
import org.mfasender.setup.webhooks.Subscribed;
import org.mfasender.setup.webhooks.Subscriber;
import org.mfasender.templates.TemplateNames;
import org.mfasender.templates.catalog.TemplateCatalog;
import org.mfasender.templates.plan.TemplatePlanner;
import org.mfasender.workflow.Job;
import org.mfasender.workflow.StepResult;
import org.mfasender.workflow.StepTools;
import org.mfasender.workflow.StepWork;

/**
 * Step 3: subscribes the account to Meta's webhooks; compares the templates that are wanted with what the account has, creates what is missing as far as Meta's limits allow,
 * binds purposes and locales, and waits until Meta has reviewed everything. What exists is never changed or deleted.
 */
public final class ProvisionTemplates implements StepWork {

    private final StepTools tools;
    private final Provisioner provisioner;
    private final Verdict verdict;
    private final Subscriber subscriber;

    /** @param reviewWait how long to wait before the first poll of a review */
    public ProvisionTemplates(
            StepTools tools, TemplatePlanner planner, TemplateNames names, Duration reviewWait, Subscriber subscriber) {
        this.tools = tools;
        this.subscriber = subscriber;
        this.provisioner = new Provisioner(
                tools.templates(), new AccountContents(tools.store(), tools.templates()), planner, names);
        this.verdict = new Verdict(reviewWait);
    }

    @Override
    public StepResult perform(Job job, Credentials credentials, Step step) {
        Subscribed webhooks = webhooks(job, credentials, step);
        return provision(job, credentials, step).adding(webhooks.check()).changingAccount(webhooks.settled());
    }

    /** Once a run, until it passes: a poll of a review does not repeat it. */
    private Subscribed webhooks(Job job, Credentials credentials, Step step) {
        return step.checks().stream()
                .filter(check -> check.name() == CheckName.WEBHOOKS_SUBSCRIBED && check.status() == CheckStatus.PASSED)
                .findFirst()
                .map(Subscribed::before)
                .orElseGet(() -> subscriber.subscribe(job, credentials));
    }

    private StepResult provision(Job job, Credentials credentials, Step step) {
        Connection connection = job.connection();
        TemplateCatalog catalog =
                new TemplateCatalog(tools.graph(), Tokens.user(credentials), connection.whatsAppAccountBusinessId());
        Provisioner.Outcome outcome =
                provisioner.provision(job.account().owner(connection), connection, catalog, tools.clock()::now);
        Instant now = tools.clock().now();
        Instant started = Objects.requireNonNullElse(step.startedAt(), now);
        return result(outcome, connection, step, job.deadline(), started, now).recordedBy(outcome.recorder());
    }

    private StepResult result(
            Provisioner.Outcome outcome,
            Connection connection,
            Step step,
            Instant deadline,
            Instant started,
            Instant now) {
        return outcome.end()
                .map(failure -> verdict.ended(connection, step, failure, now))
                .orElseGet(() -> verdict.judge(
                        step, outcome.plan(), outcome.contents(), outcome.lastCreation(started), deadline, now));
    }
}
