package org.mfasender.local.aws.states;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;

/** The JSON mapper, and the service's limit on payloads. */
final class Json {

    /** A duplicate member is an error: the second would silently win. */
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Quota</a> of an input or result. */
    private static final int LARGEST_PAYLOAD = 262_144;

    private Json() {}

    static JsonNode parse(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    static JsonNode limited(JsonNode payload, String state) throws StateError {
        if (payload.toString().getBytes(StandardCharsets.UTF_8).length > LARGEST_PAYLOAD) {
            throw new StateError(
                    StateError.DATA_LIMIT_EXCEEDED,
                    "The state/task '" + state
                            + "' returned a result with a size exceeding the maximum number of bytes service limit.");
        }
        return payload;
    }
}
