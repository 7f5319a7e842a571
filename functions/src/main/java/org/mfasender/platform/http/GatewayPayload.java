package org.mfasender.platform.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.IAM;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.json.Json;

/**
 * The HTTP API's payload, format 2.0, as far as functions use it. A mapper would look at every class of the event's types, and at each of
 * their methods, while the first caller waits.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">Payload format</a>
 */
@SuppressWarnings("NullAway") // what is absent is null in the events library
final class GatewayPayload {

    private GatewayPayload() {}

    static APIGatewayV2HTTPEvent read(InputStream in) throws IOException {
        JsonNode event = Json.MAPPER.readTree(in);
        JsonNode context = event.path("requestContext");
        return APIGatewayV2HTTPEvent.builder()
                .withRouteKey(text(event, "routeKey"))
                .withRawPath(text(event, "rawPath"))
                .withRawQueryString(text(event, "rawQueryString"))
                .withHeaders(texts(event, "headers"))
                .withQueryStringParameters(texts(event, "queryStringParameters"))
                .withPathParameters(texts(event, "pathParameters"))
                .withBody(text(event, "body"))
                .withIsBase64Encoded(event.path("isBase64Encoded").asBoolean())
                .withRequestContext(context.isObject() ? context(context) : null)
                .build();
    }

    private static RequestContext context(JsonNode context) {
        JsonNode http = context.path("http");
        JsonNode authorizer = context.path("authorizer");
        return RequestContext.builder()
                .withDomainName(text(context, "domainName"))
                .withTimeEpoch(context.path("timeEpoch").asLong())
                .withHttp(
                        http.isObject()
                                ? Http.builder()
                                        .withMethod(text(http, "method"))
                                        .build()
                                : null)
                .withAuthorizer(authorizer.isObject() ? authorizer(authorizer) : null)
                .build();
    }

    private static Authorizer authorizer(JsonNode authorizer) {
        JsonNode jwt = authorizer.path("jwt");
        JsonNode iam = authorizer.path("iam");
        return Authorizer.builder()
                .withJwt(
                        jwt.isObject()
                                ? Authorizer.JWT
                                        .builder()
                                        .withClaims(texts(jwt, "claims"))
                                        .build()
                                : null)
                .withIam(
                        iam.isObject()
                                ? IAM.builder()
                                        .withUserArn(text(iam, "userArn"))
                                        .build()
                                : null)
                .build();
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.path(name).asText(null);
    }

    private static @Nullable Map<String, String> texts(JsonNode node, String name) {
        if (!node.path(name).isObject()) {
            return null;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : node.path(name).properties()) {
            texts.put(member.getKey(), member.getValue().asText(null));
        }
        return texts;
    }

    static void write(OutputStream out, APIGatewayV2HTTPResponse response) throws IOException {
        try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("statusCode", response.getStatusCode());
            json.writeObjectFieldStart("headers");
            for (Map.Entry<String, String> header : response.getHeaders().entrySet()) {
                json.writeStringField(header.getKey(), header.getValue());
            }
            json.writeEndObject();
            if (response.getBody() != null) {
                json.writeStringField("body", response.getBody());
            }
            json.writeBooleanField("isBase64Encoded", response.getIsBase64Encoded());
            json.writeEndObject();
        }
    }
}
