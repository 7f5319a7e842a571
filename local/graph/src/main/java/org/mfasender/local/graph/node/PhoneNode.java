package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Selection;
import org.mfasender.local.graph.world.NodeType;
import org.mfasender.local.graph.world.PhoneNumber;

/** {@code GET /{phone}}. */
final class PhoneNode implements Endpoint {
    @Override
    public GraphResponse answer(Call call) {
        Selection selection = Selection.of(NodeType.PHONE_NUMBER, call.params());
        return GraphResponse.ok(read(call, call.target(PhoneNumber.class), selection));
    }

    static ObjectNode read(Call call, PhoneNumber number, Selection selection) {
        return selection.read(field -> field.equals("health_status")
                ? HealthStatus.of(call, number, call.world().waba(number.wabaId()))
                : number.get(field));
    }
}
