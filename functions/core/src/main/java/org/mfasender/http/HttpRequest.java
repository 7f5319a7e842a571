package org.mfasender.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.mfasender.sender.EnvironmentId;
import org.mfasender.sender.Violation;

/** A request of the HTTP API, payload format 2.0. */
public final class HttpRequest {

    private final APIGatewayV2HTTPEvent event;

    HttpRequest(APIGatewayV2HTTPEvent event) {
        this.event = event;
    }

    /** The environment that the path names. */
    public EnvironmentId environmentId() {
        return EnvironmentId.parse(members(event.getPathParameters()).getOrDefault("environmentId", ""))
                .orElseThrow(() -> ApiException.invalidRequest(
                        400, Violation.invalid("environmentId", "The environment in the path has to be a UUID.")));
    }

    public String path() {
        return event.getRawPath() == null ? "" : event.getRawPath();
    }

    /** API Gateway writes header names in lower case, {@code sam local start-api} as the client wrote them. */
    public Optional<String> header(String name) {
        return members(event.getHeaders()).entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .filter(value -> !value.isBlank())
                .findFirst();
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
