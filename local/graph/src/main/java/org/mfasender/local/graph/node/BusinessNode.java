package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Selection;
import org.mfasender.local.graph.world.Business;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.NodeType;
import org.mfasender.local.graph.world.World;

/** {@code GET /{business}}. */
final class BusinessNode implements Endpoint {
    @Override
    public GraphResponse answer(Call call) {
        Business business = call.target(Business.class);
        return GraphResponse.ok(
                Selection.of(NodeType.BUSINESS, call.params()).read(field -> value(call.world(), business, field)));
    }

    private static @Nullable JsonNode value(World world, Business business, String field) {
        return switch (field) {
            case "id" -> Json.text(business.id());
            case "name" -> Json.text(business.name());
            case "verification_status" -> ofAccount(world, business, "business_verification_status");
            case "whatsapp_business_manager_messaging_limit" -> ofAccount(world, business, field);
            default -> null;
        };
    }

    /** What belongs to the portfolio, all its accounts show. */
    private static @Nullable JsonNode ofAccount(World world, Business business, String field) {
        return world.wabasOf(business.id()).stream()
                .findFirst()
                .map(waba -> waba.get(field))
                .orElse(null);
    }
}
