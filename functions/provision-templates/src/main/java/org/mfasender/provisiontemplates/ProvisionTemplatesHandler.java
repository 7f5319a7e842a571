package org.mfasender.provisiontemplates;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mfasender.aws.FunctionEnvironment;
import org.mfasender.check.Tokens;
import org.mfasender.sender.Check;
import org.mfasender.sender.Credentials;
import org.mfasender.sender.MessageTemplate;
import org.mfasender.sender.Purpose;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.Step;
import org.mfasender.sender.StepName;
import org.mfasender.sender.TemplateContent;
import org.mfasender.sender.TemplatePlan;
import org.mfasender.workflow.StepFunction;
import org.mfasender.workflow.StepResult;
import org.mfasender.workflow.StepTools;

/**
 * Step 3: looks at the account's templates, creates what is missing of ours, looks again, and binds them to the purposes. It
 * comes back until Meta has reviewed them. What exists is never changed or deleted.
 */
public final class ProvisionTemplatesHandler extends StepFunction {

    private final StepTools tools;
    private final String prefix;
    private final Review review;

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
        this.prefix = environment.text("TEMPLATE_PREFIX");
        this.review = new Review(environment.seconds("REVIEW_WAIT_SECONDS"));
    }

    @Override
    protected StepResult perform(SenderAccount account, Credentials credentials, Step step) {
        TemplateGateway meta =
                new TemplateGateway(tools.graph(), Tokens.user(credentials), account.whatsAppAccountBusinessId());
        TemplatePlan plan = new TemplatePlan(prefix, account.locales());
        List<MessageTemplate> found = meta.list();
        Map<Purpose, List<String>> missing = plan.missing(found);
        Optional<Check> refusal = meta.create(plan, missing);
        // What a creation answers is not what was written: only the list tells.
        List<MessageTemplate> templates = missing.isEmpty() ? found : meta.list();

        Instant now = now();
        List<TemplateContent> recorded = tools.store().contents(account);
        List<TemplateContent> contents = plan.bind(account.environmentId(), templates, recorded, now);
        tools.store().replaceTemplates(account, toRecord(templates, contents), contents);

        return refusal.map(check -> StepResult.failed(step, now, null, List.of(check)))
                .orElseGet(() -> review.judge(step, plan.missing(templates), contents, now));
    }

    /** What can be bound, and what is bound although Meta has moved it to another category since. */
    private static List<MessageTemplate> toRecord(List<MessageTemplate> templates, List<TemplateContent> contents) {
        Set<MessageTemplate> bound =
                contents.stream().map(TemplateContent::template).collect(Collectors.toSet());
        return templates.stream()
                .filter(template -> template.isForAuthentication() || bound.contains(template))
                .toList();
    }
}
