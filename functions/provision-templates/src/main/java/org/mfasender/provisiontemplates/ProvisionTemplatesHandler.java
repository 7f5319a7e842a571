package org.mfasender.provisiontemplates;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.mfasender.aws.FunctionEnvironment;
import org.mfasender.catalog.TemplateCatalog;
import org.mfasender.catalog.TemplateParameters;
import org.mfasender.check.Tokens;
import org.mfasender.sender.Credentials;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.Step;
import org.mfasender.sender.StepName;
import org.mfasender.workflow.StepFunction;
import org.mfasender.workflow.StepResult;
import org.mfasender.workflow.StepTools;

/**
 * Step 3: compares the templates that are wanted with what the account has, creates what is missing as far as Meta's limits allow,
 * binds purposes and locales, and comes back until Meta has reviewed everything. What exists is never changed or deleted.
 */
public final class ProvisionTemplatesHandler extends StepFunction {

    private final StepTools tools;
    private final Provisioner provisioner;
    private final Verdict verdict;

    public ProvisionTemplatesHandler() {
        this(System.getenv());
    }

    public ProvisionTemplatesHandler(Map<String, String> variables) {
        this(new FunctionEnvironment(variables));
    }

    private ProvisionTemplatesHandler(FunctionEnvironment environment) {
        StepTools stepTools = StepTools.of(environment);
        super(StepName.PROVISION_TEMPLATES, stepTools);
        this.tools = stepTools;
        this.provisioner = new Provisioner(
                stepTools.templates(), TemplateParameters.planner(environment), TemplateParameters.names(environment));
        this.verdict = new Verdict(environment.seconds("REVIEW_WAIT_SECONDS"));
    }

    @Override
    protected StepResult perform(SenderAccount account, Credentials credentials, Step step) {
        TemplateCatalog catalog =
                new TemplateCatalog(tools.graph(), Tokens.user(credentials), account.whatsAppAccountBusinessId());
        Provisioner.Outcome outcome = provisioner.provision(account, catalog, this::now);
        Instant now = now();
        Instant begun = Objects.requireNonNullElse(step.startedAt(), now);
        return outcome.end()
                .map(failure -> verdict.ended(account, step, failure, outcome.eligible(), now))
                .orElseGet(() -> verdict.judge(
                        step, outcome.plan(), outcome.contents(), outcome.lastCreation(begun), deadline(account), now));
    }
}
