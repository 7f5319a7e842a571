package org.mfasender.local.graph.node;

import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Params;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.Waba;

/** {@code POST /{waba}/message_templates}: one template in one language. */
final class TemplateCreation implements Endpoint {
    @Override
    public GraphResponse answer(Call call) {
        Waba waba = call.target(Waba.class);
        Params params = call.params();
        TemplateRules rules = new TemplateRules(call, waba);
        String name = TemplateInput.name(params, rules.errors());
        String language = params.required("language");
        String category = TemplateInput.category(params);
        TemplateInput input = TemplateInput.of(params, category, rules.errors());
        rules.checkEligible(category);
        rules.checkLanguage(language);
        return waba.templates().exclusively(() -> {
            rules.checkName(name);
            if (rules.present(name, language).isPresent()) {
                throw rules.errors().exists(language);
            }
            rules.checkCreation(name, language, category, 0);
            rules.checkRate(1);
            Template template = rules.create(name, language, input, true);
            return GraphResponse.ok(Json.object("id", template.id())
                    .put("status", template.status(call.now()))
                    .put("category", template.category()));
        });
    }
}
