package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Selection;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.MetaApp;
import org.mfasender.local.graph.world.NodeType;

/** {@code GET /{app}}. */
final class AppNode implements Endpoint {
    @Override
    public GraphResponse answer(Call call) {
        MetaApp app = call.target(MetaApp.class);
        return GraphResponse.ok(Selection.of(NodeType.APP, call.params()).read(field -> value(app, field)));
    }

    private static @Nullable JsonNode value(MetaApp app, String field) {
        return switch (field) {
            case "id" -> Json.text(app.id());
            case "name" -> Json.text(app.name());
            case "category" -> Json.text("Business and pages");
            case "link" -> Json.text("https://www.facebook.com/games/?app_id=" + app.id());
            default -> null;
        };
    }
}
