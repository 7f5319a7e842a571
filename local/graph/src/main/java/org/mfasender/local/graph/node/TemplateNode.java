package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Selection;
import org.mfasender.local.graph.world.AuthenticationContent;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.NodeType;
import org.mfasender.local.graph.world.Template;

/** {@code GET /{template}}. */
final class TemplateNode implements Endpoint {
    @Override
    public GraphResponse answer(Call call) {
        Selection selection = Selection.of(NodeType.TEMPLATE, call.params());
        return GraphResponse.ok(read(call, call.target(Template.class), selection));
    }

    static ObjectNode read(Call call, Template template, Selection selection) {
        return selection.read(field -> value(call, template, field));
    }

    private static @Nullable JsonNode value(Call call, Template template, String field) {
        return switch (field) {
            case "id" -> Json.text(template.id());
            case "name" -> Json.text(template.name());
            case "language" -> Json.text(template.language());
            case "category" -> Json.text(template.category());
            case "status" -> Json.text(template.status(call.now()));
            case "parameter_format" -> Json.text("POSITIONAL");
            case "components" -> components(template);
            case "rejected_reason" ->
                Json.text(template.status(call.now()).equals("REJECTED") ? template.rejectedReason() : "NONE");
            case "quality_score" ->
                Json.object("score", "UNKNOWN").put("date", template.createdAt().getEpochSecond());
            case "message_send_ttl_seconds" -> {
                Integer ttl = template.ttlSeconds();
                yield ttl == null ? null : Json.number(ttl);
            }
            case "health_status" -> HealthStatus.of(call, template, call.world().waba(template.wabaId()));
            default -> null;
        };
    }

    private static JsonNode components(Template template) {
        AuthenticationContent content = template.content();
        return content == null ? template.components() : ReadBack.components(content, template.language());
    }
}
