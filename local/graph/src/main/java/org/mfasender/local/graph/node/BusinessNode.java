package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Selection;
import org.mfasender.local.graph.world.Business;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.NodeType;

/** {@code GET /{business}}. */
final class BusinessNode implements Endpoint {
    @Override
    public GraphResponse answer(Call call) {
        Business business = call.target(Business.class);
        return GraphResponse.ok(Selection.of(NodeType.BUSINESS, call.params()).read(field -> value(business, field)));
    }

    private static @Nullable JsonNode value(Business business, String field) {
        return switch (field) {
            case "id" -> Json.text(business.id());
            case "name" -> Json.text(business.name());
            case "verification_status" -> Json.text("verified");
            default -> null;
        };
    }
}
