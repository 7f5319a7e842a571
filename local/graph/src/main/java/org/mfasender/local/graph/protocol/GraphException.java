package org.mfasender.local.graph.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mfasender.local.graph.world.Json;

/** An error: an HTTP status and the members of {@code error}, without {@code fbtrace_id}. */
public final class GraphException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient ObjectNode error;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    /** An error with the members that Meta guarantees. */
    public GraphException(int status, String type, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.error = Json.object("message", message).put("type", type).put("code", code);
    }

    /** Adds a member to {@code error}. */
    public GraphException with(String member, JsonNode value) {
        error.set(member, value);
        return this;
    }

    /** Adds {@code error_subcode}. */
    public GraphException subcode(int subcode) {
        return with("error_subcode", Json.number(subcode));
    }

    /** Adds a header to the response. */
    public GraphException header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The response to send. */
    public GraphResponse response(String traceId) {
        ObjectNode complete = error.deepCopy().put("fbtrace_id", traceId);
        ObjectNode body = Json.object();
        body.set("error", complete);
        return new GraphResponse(status, body, headers);
    }
}
