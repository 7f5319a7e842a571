package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.mfasender.local.graph.messages.Messages;
import org.mfasender.local.graph.messages.SentMessage;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.PhoneNumber;

/** {@code POST /{phone}/messages}: accepted is not delivered. */
final class SendMessage implements Endpoint {
    private final Messages messages;

    SendMessage(Messages messages) {
        this.messages = messages;
    }

    @Override
    public GraphResponse answer(Call call) {
        SentMessage sent = messages.send(call.target(PhoneNumber.class), call.params());
        ObjectNode message = Json.object("id", sent.id());
        if (!call.world().behaves(Behaviour.MESSAGE_STATUS_IS_ABSENT)) {
            message.put("message_status", "accepted");
        }
        ObjectNode answer = Json.object("messaging_product", "whatsapp");
        answer.putArray("contacts")
                .add(Json.object("input", call.params().required("to")).put("wa_id", sent.recipient()));
        answer.putArray("messages").add(message);
        return GraphResponse.ok(answer);
    }
}
