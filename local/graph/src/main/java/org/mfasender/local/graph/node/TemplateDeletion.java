package org.mfasender.local.graph.node;

import java.util.ArrayList;
import java.util.List;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Params;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.TemplateStore;
import org.mfasender.local.graph.world.Waba;

/** {@code DELETE /{waba}/message_templates}: by name, by name and ID, or by up to 100 IDs. */
final class TemplateDeletion implements Endpoint {
    private static final int MAXIMUM_IDS = 100;

    @Override
    public GraphResponse answer(Call call) {
        Waba waba = call.target(Waba.class);
        TemplateRules rules = new TemplateRules(call, waba);
        return waba.templates().exclusively(() -> {
            List<Template> chosen = chosen(call.params(), waba.templates(), rules.errors());
            chosen.forEach(rules::checkDeletion);
            chosen.forEach(template -> waba.templates().delete(template, waba.deletionDelay()));
            return GraphResponse.success();
        });
    }

    private static List<Template> chosen(Params params, TemplateStore store, TemplateErrors errors) {
        List<String> ids = params.list("hsm_ids");
        if (ids.isEmpty()) {
            return named(params, store, errors);
        }
        if (params.has("name") || ids.size() > MAXIMUM_IDS) {
            throw GraphErrors.invalidParameter("Param hsm_ids takes up to 100 IDs and no name");
        }
        List<Template> chosen = new ArrayList<>();
        for (String id : ids) {
            chosen.add(store.find(id).orElseThrow(() -> errors.notFound(id)));
        }
        return chosen;
    }

    private static List<Template> named(Params params, TemplateStore store, TemplateErrors errors) {
        String name = params.required("name");
        String id = params.text("hsm_id").orElse("");
        List<Template> chosen = store.list().stream()
                .filter(template -> template.name().equals(name))
                .filter(template -> id.isEmpty() || template.id().equals(id))
                .toList();
        if (chosen.isEmpty()) {
            throw errors.notFound(name);
        }
        return chosen;
    }
}
