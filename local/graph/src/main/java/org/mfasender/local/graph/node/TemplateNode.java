package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Selection;
import org.mfasender.local.graph.world.AuthenticationContent;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.NodeType;
import org.mfasender.local.graph.world.Template;

/** {@code GET /{template}}. */
final class TemplateNode implements Endpoint {
    private static final int DEFAULT_TTL_SECONDS = 600;
    private static final JsonNode OTHER_COMPONENTS =
            Json.array().add(Json.object("type", "BODY").put("text", "Thank you for your order."));

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
            case "components" -> components(call, template);
            case "rejected_reason" -> Json.text(template.life().rejectedReason(call.now()));
            case "quality_score" ->
                Json.object("score", template.marks().qualityScore())
                        .put("date", template.life().createdAt().getEpochSecond());
            case "previous_category" -> text(template.marks().previousCategory());
            case "correct_category" -> text(template.marks().correctCategory());
            case "library_template_name" ->
                text(template.content() == null ? null : template.content().libraryTemplate());
            case "message_send_ttl_seconds" -> ttl(call, template);
            case "health_status" -> HealthStatus.of(call, template, call.world().waba(template.wabaId()));
            default -> null;
        };
    }

    private static @Nullable JsonNode text(@Nullable String value) {
        return value == null ? null : Json.text(value);
    }

    private static @Nullable JsonNode ttl(Call call, Template template) {
        if (call.world().behaves(Behaviour.READ_BACK_WITHOUT_TTL)) {
            return null;
        }
        Integer ttl = template.ttlSeconds();
        if (ttl != null) {
            return Json.number(ttl);
        }
        boolean defaulted = template.content() != null && call.world().behaves(Behaviour.DEFAULT_TTL_READS_600);
        return defaulted ? Json.number(DEFAULT_TTL_SECONDS) : null;
    }

    private static JsonNode components(Call call, Template template) {
        AuthenticationContent content = template.content();
        return content == null ? OTHER_COMPONENTS : new ReadBack(call.world()).components(content, template.language());
    }
}
