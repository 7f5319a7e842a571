package org.mfasender.local.graph.node;

import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.TemplateStore;

/** {@code POST /{template}/unpause}: a refusal is HTTP 200 with {@code success: false} and a reason. */
final class TemplateUnpause implements Endpoint {
    @Override
    public GraphResponse answer(Call call) {
        String id = call.target(Template.class).id();
        TemplateStore store =
                call.world().waba(call.target(Template.class).wabaId()).templates();
        return store.exclusively(() -> {
            Template template = store.find(id).orElseThrow(() -> GraphErrors.unknownObject("POST", id));
            if (!template.status(call.now()).equals("PAUSED")) {
                return GraphResponse.ok(Json.object().put("success", false).put("reason", "Template is not paused"));
            }
            store.put(template.withLife(life -> life.approved(call.now())));
            return GraphResponse.success();
        });
    }
}
