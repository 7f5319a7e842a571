package org.mfasender.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.mfasender.platform.json.Json;

/**
 * What a sweep is asked for: {@code {"next"?, "olderThanSeconds"?}}.
 *
 * @param from where an earlier sweep ended
 * @param age what is younger is left alone
 */
public record SweepInput(SweepPosition from, Duration age) {

    /** No function runs for longer; a minute more, because clocks differ. */
    private static final Duration LONGEST_FUNCTION = Duration.ofMinutes(6);

    /**
     * Reads the input.
     *
     * @throws IllegalArgumentException when it is not as it should be; the message says how
     */
    public static SweepInput read(InputStream in) throws IOException {
        JsonNode input;
        try {
            input = Json.MAPPER.readTree(in);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The input is not JSON: give {}");
        }
        JsonNode next = input.path("next");
        JsonNode age = input.path("olderThanSeconds");
        if (!age.isMissingNode() && (!age.isIntegralNumber() || age.asLong() < 0)) {
            throw new IllegalArgumentException("The member olderThanSeconds must be a number of seconds: leave it out");
        }
        return new SweepInput(
                next.isMissingNode()
                        ? SweepPosition.BEGINNING
                        : SweepPosition.parse(next.asText())
                                .orElseThrow(
                                        () -> new IllegalArgumentException(
                                                "The member next must be what the last sweep answered: leave it out to begin again")),
                age.isMissingNode() ? LONGEST_FUNCTION : Duration.ofSeconds(age.asLong()));
    }
}
