package org.mfasender.local.graph.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.mfasender.local.graph.messages.MessageProblem;
import org.mfasender.local.graph.messages.SentMessage;
import org.mfasender.local.graph.world.Json;

/** What a webhook says about one message. Source: Meta, "messages" webhook reference. */
final class StatusPayload {

    private StatusPayload() {}

    static ObjectNode of(SentMessage message, String word, Instant time) {
        ObjectNode status = Json.object("id", message.id())
                .put("status", word)
                .put("timestamp", Long.toString(time.getEpochSecond()))
                .put("recipient_id", message.recipient());
        if (message.callbackData() != null) {
            status.put("biz_opaque_callback_data", message.callbackData());
        }
        MessageProblem failure = message.failure();
        if (word.equals("failed")) {
            ObjectNode error = status.putArray("errors").addObject();
            error.put("code", failure == null ? MessageProblem.UNKNOWN.code() : failure.code());
            error.put("title", failure == null ? MessageProblem.UNKNOWN.title() : failure.title());
        } else {
            status.putObject("pricing")
                    .put("billable", true)
                    .put("pricing_model", "PMP")
                    .put("type", "regular")
                    .put("category", "authentication");
        }
        ObjectNode value = Json.object("messaging_product", "whatsapp");
        value.putObject("metadata").put("phone_number_id", message.numberId());
        value.putArray("statuses").add(status);
        return value;
    }
}
