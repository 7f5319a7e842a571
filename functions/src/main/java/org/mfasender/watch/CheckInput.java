package org.mfasender.watch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.json.Json;

/**
 * What the state machine hands to its step: {@code {"input": {"environmentId", "looks"?}, "execution"}}.
 *
 * @param looks how often the execution has looked before
 * @param execution name of the execution
 */
public record CheckInput(EnvironmentId environment, int looks, String execution) {

    /** A look, one that confirms it, and one more for a call that Meta did not answer. */
    private static final int MOST_LOOKS = 3;

    /**
     * Reads the input.
     *
     * @throws IllegalArgumentException when it names no environment
     */
    public static CheckInput read(InputStream in) throws IOException {
        JsonNode payload = Json.MAPPER.readTree(in);
        JsonNode input = payload.path("input");
        EnvironmentId environment = EnvironmentId.parse(
                        input.path("environmentId").asText())
                .orElseThrow(() -> new IllegalArgumentException("The input needs a member environmentId, a UUID"));
        return new CheckInput(
                environment,
                input.path("looks").asInt(),
                payload.path("execution").asText());
    }

    /**
     * The answer after a look, and the input of the next one.
     *
     * @param again whether another look is needed; after three of them, the next check has to do
     * @param retryAt when
     */
    public Map<String, Object> answer(boolean again, Instant retryAt) {
        return Map.of(
                "environmentId",
                environment.toString(),
                "looks",
                looks + 1,
                "status",
                again && looks + 1 < MOST_LOOKS ? "AGAIN" : "DONE",
                "retryAt",
                retryAt);
    }
}
