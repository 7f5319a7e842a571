package org.mfasender.setup.dryrun;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.Links;
import org.mfasender.platform.http.Reference;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.AccountTemplates;
import org.mfasender.templates.plan.AccountSurvey;
import org.mfasender.templates.plan.Bindings;
import org.mfasender.templates.plan.TemplateOptionsAnswer;
import org.mfasender.templates.plan.TemplatePlan;

/**
 * The answer with a plan that nobody has carried out. What is null is left out.
 *
 * @param creations how many templates would be created
 * @param callsNow in how many calls that are possible now
 */
record PlanAnswer(
        @JsonProperty("_links") Links links,
        Reference environment,
        Capacity capacity,
        int creations,
        int callsNow,
        @Nullable String nextCreationAt,
        Map<String, TemplateOptionsAnswer> templates) {

    /** How many templates the account has and may have; null when Meta does not say. */
    record Capacity(@Nullable Integer count, @Nullable Integer limit) {

        static Capacity of(AccountTemplates found) {
            return new Capacity(found.count(), found.limit());
        }
    }

    static PlanAnswer of(
            EnvironmentId environment, AccountSurvey survey, Collection<TemplateContent> contents, Instant now) {
        TemplatePlan plan = survey.plan();
        Collection<TemplateContent> asFound = new Bindings(environment, survey.found(), now).refreshed(contents);
        return new PlanAnswer(
                Links.to("sender", ApiPath.SENDER.href(environment)),
                Reference.to(environment),
                Capacity.of(survey.found()),
                plan.creations(),
                plan.due().size(),
                plan.nextCreation().map(Instant::toString).orElse(null),
                TemplateOptionsAnswer.of(plan.wanted(), asFound, plan));
    }
}
