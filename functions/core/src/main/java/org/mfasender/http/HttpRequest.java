package org.mfasender.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.mfasender.sender.EnvironmentId;
import org.mfasender.sender.Violation;
import org.mfasender.sender.template.Purpose;

/** A request of the HTTP API, payload format 2.0. */
public final class HttpRequest {

    private static final String ENVIRONMENT_ID = "environmentId";
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

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
        return EnvironmentId.parse(variable(ENVIRONMENT_ID))
                .orElseThrow(() -> ApiException.invalidRequest(
                        400, Violation.invalid(ENVIRONMENT_ID, "The environment in the path has to be a UUID.")));
    }

    /** The notification template that the path names. */
    public Purpose purpose() {
        List<String> names =
                Arrays.stream(Purpose.values()).map(Purpose::toString).toList();
        return Purpose.parse(variable("templateName"))
                .orElseThrow(() -> ApiException.invalidRequest(
                        400,
                        Violation.values(
                                "templateName",
                                "The template in the path has to be one that WhatsApp serves: "
                                        + String.join(", ", names) + ".",
                                names)));
    }

    /** The content that the path names. */
    public UUID contentId() {
        String id = variable("contentId");
        if (!UUID_FORM.matcher(id).matches()) {
            throw ApiException.invalidRequest(
                    400, Violation.invalid("contentId", "The content in the path has to be a UUID."));
        }
        return UUID.fromString(id);
    }

    private String variable(String name) {
        return members(event.getPathParameters()).getOrDefault(name, "");
    }

    public String method() {
        return event.getRequestContext().getHttp().getMethod();
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
