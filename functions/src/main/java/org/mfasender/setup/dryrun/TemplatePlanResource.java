package org.mfasender.setup.dryrun;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.json.Json;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.AccountTemplates;
import org.mfasender.templates.plan.TemplatePlan;
import org.mfasender.templates.plan.TemplatesResource;

/** A plan that nobody has carried out: what would become of each purpose and language. */
public final class TemplatePlanResource {

    private TemplatePlanResource() {}

    /** Names how many templates would be created, in how many calls now, and what is planned for each language. */
    public static ObjectNode write(
            EnvironmentId environment,
            AccountTemplates found,
            Collection<TemplateContent> contents,
            TemplatePlan plan) {
        ObjectNode resource = Json.MAPPER.createObjectNode();
        ObjectNode links = resource.putObject("_links");
        links.putObject("self").put("href", ApiPath.PLAN.href(environment));
        links.putObject("sender").put("href", ApiPath.SENDER.href(environment));
        resource.putObject("environment").put("id", environment.toString());
        ObjectNode capacity = resource.putObject("capacity");
        if (found.count() != null) {
            capacity.put("count", found.count());
        }
        if (found.limit() != null) {
            capacity.put("limit", found.limit());
        }
        resource.put("creations", plan.creations());
        resource.put("callsNow", plan.due().size());
        plan.nextCreation().ifPresent(time -> resource.put("nextCreationAt", time.toString()));
        ObjectNode templates = TemplatesResource.options(plan.wanted(), contents);
        TemplatesResource.addLanguages(templates, plan);
        resource.set("templates", templates);
        return resource;
    }
}
