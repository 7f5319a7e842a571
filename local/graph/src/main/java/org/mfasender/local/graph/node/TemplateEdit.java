package org.mfasender.local.graph.node;

import java.util.Optional;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Params;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.Waba;

/** {@code POST /{template}}: replaces what a template says, never its name or language. */
final class TemplateEdit implements Endpoint {
    @Override
    public GraphResponse answer(Call call) {
        String id = call.target(Template.class).id();
        Waba waba = call.world().waba(call.target(Template.class).wabaId());
        TemplateRules rules = new TemplateRules(call, waba);
        return waba.templates().exclusively(() -> {
            // Looked up again, for it may have changed since the call came in.
            Template template = waba.templates().find(id).orElseThrow(() -> GraphErrors.unknownObject("POST", id));
            TemplateInput input = input(call.params(), template, rules.errors());
            rules.checkEdit(template, input.category(), true);
            Template edited = rules.edit(template, input, true);
            return call.world().behaves(Behaviour.EDIT_ANSWERS_MORE) ? detailed(edited) : GraphResponse.success();
        });
    }

    private static GraphResponse detailed(Template template) {
        return GraphResponse.ok(Json.object()
                .put("success", true)
                .put("id", template.id())
                .put("name", template.name())
                .put("category", template.category()));
    }

    private static TemplateInput input(Params params, Template template, TemplateErrors errors) {
        String category = params.has("category") ? TemplateInput.category(params) : template.category();
        if (params.has("components")) {
            return TemplateInput.of(params, category, errors);
        }
        Optional<Integer> ttl = params.integer("message_send_ttl_seconds");
        if (ttl.isEmpty() && !params.has("category")) {
            throw GraphErrors.parameterRequired("components");
        }
        return new TemplateInput(category, template.content(), template.components(), ttl.orElse(null));
    }
}
