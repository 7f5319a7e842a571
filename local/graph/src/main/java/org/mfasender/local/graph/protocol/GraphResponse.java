package org.mfasender.local.graph.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mfasender.local.graph.world.Json;

/** A response: HTTP status, JSON body, additional headers. */
public record GraphResponse(int status, ObjectNode body, Map<String, String> headers) {
    /** 200 with a body. */
    public static GraphResponse ok(ObjectNode body) {
        return new GraphResponse(200, body, Map.of());
    }

    /** 200 with {@code {"data": ...}}. */
    public static GraphResponse data(JsonNode data) {
        return ok(Json.object().set("data", data));
    }

    /** 200 with {@code {"success": true}}. */
    public static GraphResponse success() {
        return ok(Json.object().put("success", true));
    }

    /** The same response with one more member. */
    public GraphResponse with(String member, JsonNode value) {
        return new GraphResponse(status, body.<ObjectNode>set(member, value), headers);
    }

    /** The same response with additional headers, which do not replace its own. */
    public GraphResponse withHeaders(Map<String, String> additional) {
        Map<String, String> all = new LinkedHashMap<>(additional);
        all.putAll(headers);
        return new GraphResponse(status, body, all);
    }
}
