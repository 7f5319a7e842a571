package org.mfasender.catalog;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.mfasender.sender.template.AccountTemplates;
import org.mfasender.sender.template.MessageTemplate;
import org.mfasender.sender.template.PlannedTemplate;
import org.mfasender.sender.template.Purpose;
import org.mfasender.sender.template.Refusal;
import org.mfasender.sender.template.RefusalReason;
import org.mfasender.sender.template.TemplateContent;
import org.mfasender.sender.template.TemplateLedger;
import org.mfasender.sender.template.TemplateOptions;
import org.mfasender.sender.template.TemplatePlan;
import org.mfasender.sender.template.TemplatePlanner;

/**
 * A look at an account, and the plan that follows from it.
 *
 * @param found what the account has
 * @param ledger with what the look brought to light
 */
public record TemplateLook(AccountTemplates found, TemplateLedger ledger, TemplatePlan plan) {

    /**
     * Looks, and plans. One call a page of templates; as many again when a template would be adopted, because Meta's list does not say
     * which ones Direct Send made for itself.
     *
     * @param recorded the templates of the look before
     * @param bound the bindings so far
     */
    public static TemplateLook at(
            TemplateCatalog catalog,
            TemplatePlanner planner,
            Map<Purpose, TemplateOptions> wanted,
            Collection<MessageTemplate> recorded,
            TemplateLedger ledger,
            List<TemplateContent> bound,
            Instant now) {
        AccountTemplates found = catalog.list().with(recorded, ledger, now);
        TemplatePlan plan = planner.plan(wanted, found, ledger, bound, now);
        List<MessageTemplate> adopted = plan.entries().stream()
                .filter(entry -> entry.action() == PlannedTemplate.Action.ADOPT)
                .map(entry -> Objects.requireNonNull(entry.template()))
                .toList();
        if (adopted.isEmpty()) {
            return new TemplateLook(found, ledger, plan);
        }
        Set<String> manual = catalog.manualIds();
        TemplateLedger warned = ledger.refused(
                adopted.stream()
                        .filter(template -> !manual.contains(template.id()))
                        .map(template ->
                                new Refusal(template.name(), template.language(), RefusalReason.NAME_TAKEN, null, now))
                        .toList(),
                now);
        return new TemplateLook(found, warned, planner.plan(wanted, found, warned, bound, now));
    }
}
