package org.mfasender.local.graph.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as received, secrets included; kept in memory only, for tests.
 *
 * @param path without query
 * @param query as in the request line, null = none
 * @param headers names in lower case
 */
public record RecordedRequest(
        String method,
        String path,
        @Nullable String query,
        Map<String, List<String>> headers,
        String body,
        Instant time) {

    /** Leaves out whatever could be secret. */
    @Override
    public String toString() {
        return method + " " + path + " at " + time;
    }
}
