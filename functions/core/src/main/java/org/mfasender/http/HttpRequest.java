package org.mfasender.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mfasender.sender.EnvironmentId;
import org.mfasender.sender.Violation;

/** A request of the HTTP API, payload format 2.0. */
public final class HttpRequest {

    private static final String ENVIRONMENT_ID = "environmentId";

    private final APIGatewayV2HTTPEvent event;

    HttpRequest(APIGatewayV2HTTPEvent event) {
        this.event = event;
    }

    /** Whether the route has an environment in its path. */
    boolean namesEnvironment() {
        return members(event.getPathParameters()).containsKey(ENVIRONMENT_ID);
    }

    /** The environment that the path names. */
    public EnvironmentId environmentId() {
        return EnvironmentId.parse(members(event.getPathParameters()).getOrDefault(ENVIRONMENT_ID, ""))
                .orElseThrow(() -> ApiException.invalidRequest(
                        400, Violation.invalid(ENVIRONMENT_ID, "The environment in the path has to be a UUID.")));
    }

    public String path() {
        return event.getRawPath() == null ? "" : event.getRawPath();
    }

    /** Header names are in lower case in this format. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(members(event.getHeaders()).get(name.toLowerCase(Locale.ROOT)))
                .filter(value -> !value.isBlank());
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(members(event.getQueryStringParameters()).get(name));
    }

    /** The body in bytes, empty when there is none. */
    public byte[] body() {
        String body = event.getBody();
        if (body == null) {
            return new byte[0];
        }
        return event.getIsBase64Encoded() ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("NullAway") // the events library leaves absent maps null
    private static Map<String, String> members(Map<String, String> values) {
        return values == null ? Map.of() : values;
    }
}
