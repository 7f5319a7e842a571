package org.mfasender.local.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.mfasender.local.template.Surroundings;

/**
 * The event that a function gets from an HTTP API, payload format 2.0.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">Lambda proxy
 *     integrations of HTTP APIs</a>
 */
final class ProxyEvent {
    /**
     * Everything else, also a body without a content type, arrives in base64. The developer guide does not list them; measured at
     * AWS in <a href="https://github.com/ministackorg/ministack/pull/766">ministack 766</a>.
     */
    private static final Set<String> TEXT_TYPES =
            Set.of("application/json", "application/xml", "application/javascript");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();

    private ProxyEvent() {}

    static ObjectNode of(
            IncomingRequest request,
            String routeKey,
            Map<String, String> pathParameters,
            String requestId,
            Instant received) {
        // HTTP APIs deliver the path decoded, and cut it at a decoded question mark:
        // https://github.com/middleapi/standard-server/pull/93
        String path = Router.decoded(request.path()).split("\\?", 2)[0];
        ObjectNode event = JSON.createObjectNode();
        event.put("version", "2.0");
        event.put("routeKey", routeKey);
        event.put("rawPath", path);
        event.put("rawQueryString", request.query());
        putCookies(event, request);
        ObjectNode headers = event.putObject("headers");
        request.headers().keySet().stream()
                .filter(name -> !name.equals("cookie"))
                .forEach(name -> headers.put(name, request.header(name)));
        headers.put("x-forwarded-for", request.sourceIp());
        headers.put("x-forwarded-proto", "http");
        putAll(event, "queryStringParameters", queryParameters(request.query()));
        putContext(event, request, routeKey, path, requestId, received);
        putAll(event, "pathParameters", pathParameters);
        putBody(event, request);
        return event;
    }

    private static void putCookies(ObjectNode event, IncomingRequest request) {
        List<String> cookies = request.headers().getOrDefault("cookie", List.of());
        if (!cookies.isEmpty()) {
            var array = event.putArray("cookies");
            cookies.forEach(header -> List.of(header.split(";\\s*")).forEach(array::add));
        }
    }

    private static void putContext(
            ObjectNode event,
            IncomingRequest request,
            String routeKey,
            String path,
            String requestId,
            Instant received) {
        String host = request.header("host").replaceFirst(":\\d+$", "");
        ObjectNode context = event.putObject("requestContext");
        context.put("accountId", Surroundings.ACCOUNT_ID);
        context.put("apiId", "local");
        context.put("domainName", host);
        context.put("domainPrefix", host.split("\\.", 2)[0]);
        context.putObject("http")
                .put("method", request.method())
                .put("path", path)
                .put("protocol", request.protocol())
                .put("sourceIp", request.sourceIp())
                .put("userAgent", request.header("user-agent"));
        context.put("requestId", requestId);
        context.put("routeKey", routeKey);
        context.put("stage", "$default");
        context.put("time", TIME.format(received));
        context.put("timeEpoch", received.toEpochMilli());
    }

    private static void putBody(ObjectNode event, IncomingRequest request) {
        boolean text = isText(request.header("content-type"));
        if (request.body().length > 0) {
            event.put(
                    "body",
                    text
                            ? new String(request.body(), StandardCharsets.UTF_8)
                            : Base64.getEncoder().encodeToString(request.body()));
        }
        event.put("isBase64Encoded", request.body().length > 0 && !text);
    }

    private static boolean isText(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.startsWith("text/") || TEXT_TYPES.contains(type);
    }

    private static void putAll(ObjectNode event, String name, Map<String, String> values) {
        if (!values.isEmpty()) {
            ObjectNode object = event.putObject(name);
            values.forEach(object::put);
        }
    }

    private static Map<String, String> queryParameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                String value = parts.length == 2 ? parts[1] : "";
                parameters.merge(formDecoded(parts[0]), formDecoded(value), (first, next) -> first + "," + next);
            }
        }
        return parameters;
    }

    private static String formDecoded(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }
}
