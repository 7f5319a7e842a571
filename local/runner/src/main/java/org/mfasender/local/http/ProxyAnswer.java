package org.mfasender.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An HTTP answer, made of what a function answered in payload format 2.0.
 *
 * @param headers values by name, without regard to case
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.v2">
 *     Lambda function response for format 2.0</a>
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ProxyAnswer(int status, Map<String, List<String>> headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The server sets these itself. */
    private static final Set<String> CONNECTION_HEADERS =
            Set.of("content-length", "transfer-encoding", "connection", "date");

    /** An answer of the gateway's own. */
    static ProxyAnswer message(int status, String message) {
        String body = JSON.createObjectNode().put("message", message).toString();
        Map<String, List<String>> headers = newHeaders();
        headers.put("Content-Type", List.of("application/json"));
        return new ProxyAnswer(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    static ProxyAnswer internalServerError() {
        return message(500, "Internal Server Error");
    }

    /** What is not of the format is an internal server error, as at AWS. */
    static ProxyAnswer of(byte[] payload) {
        try {
            JsonNode answer = JSON.readTree(payload);
            return answer.has("statusCode") ? explicit(answer) : inferred(answer);
        } catch (IOException | IllegalArgumentException e) {
            return internalServerError();
        }
    }

    private static ProxyAnswer inferred(JsonNode answer) {
        Map<String, List<String>> headers = newHeaders();
        headers.put("Content-Type", List.of("application/json"));
        String body = answer.isTextual() ? answer.textValue() : answer.toString();
        return new ProxyAnswer(200, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static ProxyAnswer explicit(JsonNode answer) {
        JsonNode status = answer.path("statusCode");
        if (!status.isInt() || status.intValue() < 200 || status.intValue() > 599) {
            throw new IllegalArgumentException("statusCode");
        }
        Map<String, List<String>> headers = newHeaders();
        answer.path("headers").properties().forEach(header -> add(headers, header.getKey(), header.getValue()));
        answer.path("multiValueHeaders").properties().forEach(header -> {
            headers.remove(header.getKey());
            header.getValue().forEach(value -> add(headers, header.getKey(), value));
        });
        answer.path("cookies").forEach(cookie -> add(headers, "Set-Cookie", cookie));
        headers.putIfAbsent("Content-Type", List.of("text/plain;charset=UTF-8"));
        headers.keySet().removeAll(CONNECTION_HEADERS);
        String text = answer.path("body").isNull() ? "" : answer.path("body").asText();
        byte[] body = answer.path("isBase64Encoded").asBoolean()
                ? Base64.getDecoder().decode(text)
                : text.getBytes(StandardCharsets.UTF_8);
        return new ProxyAnswer(status.intValue(), headers, body);
    }

    private static Map<String, List<String>> newHeaders() {
        return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    }

    private static void add(Map<String, List<String>> headers, String name, JsonNode value) {
        if (value.isContainerNode()) {
            throw new IllegalArgumentException(name);
        }
        if (!value.isNull()) {
            headers.computeIfAbsent(name, key -> new ArrayList<>()).add(value.asText());
        }
    }
}
