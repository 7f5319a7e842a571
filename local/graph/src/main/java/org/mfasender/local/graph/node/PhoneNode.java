package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Selection;
import org.mfasender.local.graph.world.NodeType;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.Waba;

/** {@code GET /{phone}}. */
final class PhoneNode implements Endpoint {
    @Override
    public GraphResponse answer(Call call) {
        Selection selection = Selection.of(NodeType.PHONE_NUMBER, call.params());
        return GraphResponse.ok(read(call, call.target(PhoneNumber.class), selection));
    }

    static ObjectNode read(Call call, PhoneNumber number, Selection selection) {
        Waba waba = call.world().waba(number.wabaId());
        return selection.read(field -> switch (field) {
            case "health_status" -> HealthStatus.of(call, number, waba);
            case "whatsapp_business_manager_messaging_limit" -> waba.get(field);
            case "webhook_configuration" -> NumberOverride.read(call, number, waba);
            default -> number.get(field);
        });
    }
}
