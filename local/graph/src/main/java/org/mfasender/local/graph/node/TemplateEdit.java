package org.mfasender.local.graph.node;

import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Params;
import org.mfasender.local.graph.world.AuthenticationContent;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.Waba;

/** {@code POST /{template}}: replaces the contents of a template, never its name or language. */
final class TemplateEdit implements Endpoint {
    @Override
    public GraphResponse answer(Call call) {
        String id = call.target(Template.class).id();
        Waba waba = call.world().waba(call.target(Template.class).wabaId());
        TemplateRules rules = new TemplateRules(call, waba);
        TemplateInput.checkCategory(call.params().text("category").orElse(TemplateInput.CATEGORY));
        return waba.templates().exclusively(() -> {
            // Found again under the lock: the template may have changed since the call arrived.
            Template template = waba.templates().find(id).orElseThrow(() -> GraphErrors.unknownObject("POST", id));
            TemplateInput input = input(call, template, rules.errors());
            rules.checkEdit(template, true);
            Template edited = rules.edit(template, input, true);
            return call.world().behaves(Behaviour.EDIT_ANSWERS_SUCCESS_ALONE)
                    ? GraphResponse.success()
                    : detailed(edited);
        });
    }

    private static GraphResponse detailed(Template template) {
        return GraphResponse.success()
                .with("id", Json.text(template.id()))
                .with("name", Json.text(template.name()))
                .with("category", Json.text(template.category()));
    }

    private static TemplateInput input(Call call, Template template, TemplateErrors errors) {
        Params params = call.params();
        AuthenticationContent content = template.content();
        boolean ttlOnly = !params.has("components") && params.has("message_send_ttl_seconds");
        return ttlOnly && content != null
                ? new TemplateInput(content, TemplateInput.ttl(params).orElse(null))
                : TemplateInput.of(call.world(), params, errors);
    }
}
