package org.mfasender.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import org.mfasender.platform.json.Json;

/**
 * The body of a request that is a form, as an object of texts.
 *
 * @see <a href="https://url.spec.whatwg.org/#application/x-www-form-urlencoded">URL Standard, application/x-www-form-urlencoded</a>
 */
final class FormBody {

    private static final String TYPE = "application/x-www-form-urlencoded";

    private FormBody() {}

    static boolean isIn(HttpRequest request) {
        return request.hasMediaType(TYPE);
    }

    /**
     * Reads the fields.
     *
     * @throws ApiException 413, or 400 when a field appears twice: which one is meant, nobody knows
     */
    static JsonNode read(HttpRequest request, int mostKilobytes) {
        ObjectNode fields = Json.MAPPER.createObjectNode();
        for (String field : new String(JsonBody.bytes(request, mostKilobytes), UTF_8)
                .strip()
                .split("&", -1)) {
            if (field.isEmpty()) {
                continue;
            }
            String[] parts = field.split("=", 2);
            String name = decoded(parts[0]);
            if (fields.has(name)) {
                throw JsonBody.unreadable(
                        "A field of the form appears twice. Encode what stands in for a variable, or put it last.");
            }
            fields.put(name, parts.length == 1 ? "" : decoded(parts[1]));
        }
        return fields;
    }

    /** A text that cannot be decoded was not encoded. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
