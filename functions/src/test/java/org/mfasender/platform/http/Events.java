package org.mfasender.platform.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mfasender.Fixtures;

/** Events as an HTTP API sends them, payload format 2.0. */
public final class Events {

    public static final String GOOD = """
            {"provider": "CUSTOM_WHATSAPP", "whatsAppAccountBusinessId": "217640915503381",
             "appId": "845120037719402", "userAccessToken": "EAAsimulatedTokenOfFixtures",
             "appSecret": "845120037719402|0123456789abcdef0123456789abcdef"}
            """;

    private Events() {}

    /** As a reader of requests gets it. */
    public static HttpRequest request(APIGatewayV2HTTPEvent event) {
        return new HttpRequest(event);
    }

    public static APIGatewayV2HTTPEvent put(String body, Map<String, String> moreHeaders) {
        Map<String, String> headers = new TreeMap<>(Map.of("content-type", "application/json"));
        headers.putAll(moreHeaders);
        return APIGatewayV2HTTPEvent.builder()
                .withRouteKey("PUT " + ApiPath.SENDER.template())
                .withRequestContext(RequestContext.builder().withHttp(http()).build())
                .withRawPath(ApiPath.SENDER.href(Fixtures.ENVIRONMENT))
                .withPathParameters(Map.of("environmentId", Fixtures.ENVIRONMENT.toString()))
                .withHeaders(headers)
                .withBody(body)
                .build();
    }

    private static RequestContext.Http http() {
        return RequestContext.Http.builder().withMethod("PUT").build();
    }

    public static APIGatewayV2HTTPEvent put(String body) {
        return put(body, Map.of());
    }

    public static APIGatewayV2HTTPEvent put(byte[] body) {
        APIGatewayV2HTTPEvent event = put(Base64.getEncoder().encodeToString(body));
        event.setIsBase64Encoded(true);
        return event;
    }

    /** {@link #GOOD} with members replaced or added; a value is JSON. */
    public static String with(String... membersAndValues) {
        String body = GOOD;
        for (int i = 0; i < membersAndValues.length; i += 2) {
            String member = "\"" + membersAndValues[i] + "\": ";
            String whole = member + membersAndValues[i + 1];
            body = body.contains(member)
                    ? body.replaceAll(Pattern.quote(member) + "\"[^\"]*\"", Matcher.quoteReplacement(whole))
                    : body.replaceFirst("\\}\\s*$", Matcher.quoteReplacement(", " + whole + "}"));
        }
        return body;
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
