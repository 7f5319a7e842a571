package org.mfasender.local.graph.protocol;

import java.util.Map;
import org.mfasender.local.graph.world.Json;

/** An HTTP response as it is written. */
record Reply(int status, String contentType, String body, Map<String, String> headers) {
    static Reply of(GraphResponse response) {
        return new Reply(
                response.status(), "application/json; charset=UTF-8", Json.write(response.body()), response.headers());
    }

    Reply withBody(String changed) {
        return new Reply(status, contentType, changed, headers);
    }
}
