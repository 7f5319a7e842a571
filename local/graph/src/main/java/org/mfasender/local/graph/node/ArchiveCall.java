package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.TemplateStore;
import org.mfasender.local.graph.world.Waba;

/**
 * What both ways of the archive have in common: up to 100 IDs, each done or failed by itself. Meta serves them at
 * {@code https://api.facebook.com} without a version. Source: Meta, "Template archival".
 */
final class ArchiveCall {
    private static final int MAXIMUM_IDS = 100;

    private ArchiveCall() {}

    /**
     * Does something to each template that {@code hsm_ids} names.
     *
     * @param done the member of the answer that lists the IDs done
     * @param refusal why a template cannot be done, empty = it can
     */
    static GraphResponse answer(
            Call call, String done, Function<Template, String> refusal, Function<Template, Template> change) {
        List<String> ids = call.params().list("hsm_ids");
        if (ids.isEmpty()) {
            throw GraphErrors.parameterRequired("hsm_ids");
        }
        if (ids.size() > MAXIMUM_IDS) {
            throw GraphErrors.invalidParameter("Param hsm_ids takes up to 100 IDs");
        }
        TemplateStore store = call.target(Waba.class).templates();
        return store.exclusively(() -> {
            ArrayNode changed = Json.array();
            ObjectNode failed = Json.object();
            for (String id : ids) {
                String reason = store.find(id).map(refusal).orElse("Template not found");
                if (reason.isEmpty()) {
                    store.find(id).map(change).ifPresent(store::put);
                    changed.add(id);
                } else {
                    failed.put(id, reason);
                }
            }
            ObjectNode body = Json.object();
            body.set(done, changed);
            body.set("failed_templates", failed);
            return GraphResponse.ok(body);
        });
    }
}
