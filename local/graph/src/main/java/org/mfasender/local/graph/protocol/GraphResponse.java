package org.mfasender.local.graph.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mfasender.local.graph.world.Json;

/** An answer: HTTP status, JSON body, further headers. */
public record GraphResponse(int status, ObjectNode body, Map<String, String> headers) {
    /** 200 with a body. */
    public static GraphResponse ok(ObjectNode body) {
        return new GraphResponse(200, body, Map.of());
    }

    /** {@code {"success": true}}. */
    public static GraphResponse success() {
        return ok(Json.object().put("success", true));
    }

    /** The same answer with further headers, which do not replace its own. */
    public GraphResponse withHeaders(Map<String, String> further) {
        Map<String, String> all = new LinkedHashMap<>(further);
        all.putAll(headers);
        return new GraphResponse(status, body, all);
    }
}
