package org.mfasender.local.graph.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.world.Json;

/** What every webhook has around its value, in the bytes that are signed. Source: Meta, "Webhooks overview". */
final class Envelope {

    private Envelope() {}

    /** @param time of an event; null for messages, which have times of their own */
    static byte[] of(String wabaId, String field, JsonNode value, @Nullable Instant time) {
        ObjectNode root = Json.object("object", "whatsapp_business_account");
        ObjectNode entry = root.putArray("entry").addObject().put("id", wabaId);
        if (time != null) {
            entry.put("time", time.getEpochSecond());
        }
        entry.putArray("changes").addObject().put("field", field).set("value", value);
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }
}
