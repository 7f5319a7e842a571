package org.mfasender.platform.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.mfasender.platform.Caller;
import org.mfasender.platform.EnvironmentId;

/** A request of the HTTP API, payload format 2.0. */
public final class HttpRequest {

    private static final String ENVIRONMENT_ID = "environmentId";

    private final APIGatewayV2HTTPEvent event;

    public HttpRequest(APIGatewayV2HTTPEvent event) {
        this.event = event;
    }

    /** Whether the route has an environment in its path. */
    boolean namesEnvironment() {
        return members(event.getPathParameters()).containsKey(ENVIRONMENT_ID);
    }

    /** The environment that the path names. */
    public EnvironmentId environmentId() {
        return EnvironmentId.parse(pathVariable(ENVIRONMENT_ID))
                .orElseThrow(() -> ApiException.invalidRequest(
                        400, Violation.invalid(ENVIRONMENT_ID, "The environment in the path must be a UUID.")));
    }

    /** A variable of the route's path; empty when the route has none of this name. */
    public String pathVariable(String name) {
        return members(event.getPathParameters()).getOrDefault(name, "");
    }

    /** Whether nothing but a final slash comes after the path of the route. */
    boolean hasNoFurtherPath() {
        return pathVariable(ApiPath.FINAL_SLASH).isEmpty();
    }

    /** When the gateway received it; empty when the event does not say. */
    public Optional<Instant> receivedAt() {
        return context()
                .map(RequestContext::getTimeEpoch)
                .filter(milliseconds -> milliseconds > 0)
                .map(Instant::ofEpochMilli);
    }

    /** Where the API is, as {@link Address#base} says. */
    public String base() {
        return Address.base(event);
    }

    String urlWithoutFinalSlash() {
        String query = event.getRawQueryString();
        return Address.origin(event)
                + ApiPath.withoutFinalSlash(path())
                + (query == null || query.isEmpty() ? "" : "?" + query);
    }

    /** The route that the gateway matched, e.g. {@code $default}; empty when it names none. */
    String routeKey() {
        return Objects.requireNonNullElse(event.getRouteKey(), "");
    }

    /** Empty when the event names none. */
    public String method() {
        return context()
                .map(RequestContext::getHttp)
                .map(RequestContext.Http::getMethod)
                .orElse("");
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

    /** Whether the body is said to be of this media type. */
    boolean hasMediaType(String type) {
        return header("content-type")
                .map(value -> value.split(";", 2)[0].strip())
                .filter(type::equalsIgnoreCase)
                .isPresent();
    }

    /** Whether the client reads answers that are compressed with gzip. One that does not say so may not. */
    public boolean acceptsGzip() {
        return header("Accept-Encoding").filter(AcceptEncoding::admitsGzip).isPresent();
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

    /** Who sent this, as far as the gateway knows. */
    public Caller caller() {
        return new Caller(
                claim("sub").orElse(null),
                claim("client_id").or(() -> claim("azp")).orElse(null),
                authorizer()
                        .map(RequestContext.Authorizer::getIam)
                        .map(RequestContext.IAM::getUserArn)
                        .filter(arn -> !arn.isBlank())
                        .orElse(null));
    }

    /** A claim of the token that the gateway verified. */
    Optional<String> claim(String name) {
        return authorizer()
                .map(RequestContext.Authorizer::getJwt)
                .map(RequestContext.Authorizer.JWT::getClaims)
                .map(claims -> claims.get(name))
                .filter(value -> !value.isBlank());
    }

    private Optional<RequestContext.Authorizer> authorizer() {
        return context().map(RequestContext::getAuthorizer);
    }

    private Optional<RequestContext> context() {
        return Optional.ofNullable(event.getRequestContext());
    }

    @SuppressWarnings("NullAway") // the events library leaves absent maps null
    private static Map<String, String> members(Map<String, String> values) {
        return values == null ? Map.of() : values;
    }
}
