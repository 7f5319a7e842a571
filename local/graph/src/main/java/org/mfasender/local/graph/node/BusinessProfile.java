package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Selection;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.NodeType;
import org.mfasender.local.graph.world.PhoneNumber;

/** {@code GET /{phone}/whatsapp_business_profile}: a list of one; needs the messaging permission. */
final class BusinessProfile implements Endpoint {
    @Override
    public GraphResponse answer(Call call) {
        PhoneNumber number = call.target(PhoneNumber.class);
        Selection selection = Selection.of(NodeType.BUSINESS_PROFILE, call.params());
        return GraphResponse.data(Json.array().add(selection.read(field -> value(number, field))));
    }

    private static @Nullable JsonNode value(PhoneNumber number, String field) {
        return switch (field) {
            case "messaging_product" -> Json.text("whatsapp");
            case "about" -> Json.text(number.text("verified_name"));
            case "vertical" -> Json.text("PROF_SERVICES");
            default -> null;
        };
    }
}
