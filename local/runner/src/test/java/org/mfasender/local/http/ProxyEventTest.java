package org.mfasender.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyEventTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void hasTheShapeOfPayloadFormatTwo() throws IOException {
        IncomingRequest request = new IncomingRequest(
                "PUT",
                "/my%20path/1",
                "a=1&a=2&b=x%20y+z&c",
                "HTTP/1.1",
                "127.0.0.1",
                Map.of(
                        "host", List.of("localhost:3000"),
                        "content-type", List.of("application/json; charset=utf-8"),
                        "cookie", List.of("one=1; two=2"),
                        "prefer", List.of("wait=20", "respond-async"),
                        "user-agent", List.of("curl/8")),
                "{\"name\":\"\u00fc\"}".getBytes(StandardCharsets.UTF_8));

        JsonNode event = ProxyEvent.of(
                request, "PUT /my path/{id}", Map.of("id", "1"), "request-1", Instant.ofEpochMilli(1583348638390L));

        assertThat(event).isEqualTo(JSON.readTree("""
                {
                  "version": "2.0",
                  "routeKey": "PUT /my path/{id}",
                  "rawPath": "/my path/1",
                  "rawQueryString": "a=1&a=2&b=x%20y+z&c",
                  "cookies": ["one=1", "two=2"],
                  "headers": {
                    "content-type": "application/json; charset=utf-8",
                    "host": "localhost:3000",
                    "prefer": "wait=20,respond-async",
                    "user-agent": "curl/8",
                    "x-forwarded-for": "127.0.0.1",
                    "x-forwarded-proto": "http"
                  },
                  "queryStringParameters": { "a": "1,2", "b": "x y z", "c": "" },
                  "requestContext": {
                    "accountId": "000000000000",
                    "apiId": "local",
                    "domainName": "localhost",
                    "domainPrefix": "localhost",
                    "http": {
                      "method": "PUT",
                      "path": "/my path/1",
                      "protocol": "HTTP/1.1",
                      "sourceIp": "127.0.0.1",
                      "userAgent": "curl/8"
                    },
                    "requestId": "request-1",
                    "routeKey": "PUT /my path/{id}",
                    "stage": "$default",
                    "time": "04/Mar/2020:19:03:58 +0000",
                    "timeEpoch": 1583348638390
                  },
                  "pathParameters": { "id": "1" },
                  "body": "{\\"name\\":\\"\u00fc\\"}",
                  "isBase64Encoded": false
                }
                """));
    }

    @Test
    void leavesOutWhatTheRequestDoesNotHave() {
        JsonNode event = event("GET", "text/plain", "");

        assertThat(event.has("body")).isFalse();
        assertThat(event.has("cookies")).isFalse();
        assertThat(event.has("queryStringParameters")).isFalse();
        assertThat(event.has("pathParameters")).isFalse();
        assertThat(event.path("rawQueryString").asText("none")).isEmpty();
        assertThat(event.path("isBase64Encoded").booleanValue()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            text/csv,                          false
            Application/JSON;charset=utf-8,    false
            application/xml,                   false
            application/x-www-form-urlencoded, true
            application/octet-stream,          true
            '',                                true
            """)
    void sendsABodyThatIsNotTextInBase64(String contentType, boolean encoded) {
        JsonNode event = event("POST", contentType, "a=b");

        assertThat(event.path("isBase64Encoded").booleanValue()).isEqualTo(encoded);
        assertThat(event.path("body").textValue()).isEqualTo(encoded ? "YT1i" : "a=b");
    }

    private static JsonNode event(String method, String contentType, String body) {
        IncomingRequest request = new IncomingRequest(
                method,
                "/",
                "",
                "HTTP/1.1",
                "127.0.0.1",
                Map.of("content-type", List.of(contentType)),
                body.getBytes(StandardCharsets.UTF_8));
        return ProxyEvent.of(request, "$default", Map.of(), "request-1", Instant.EPOCH);
    }
}
