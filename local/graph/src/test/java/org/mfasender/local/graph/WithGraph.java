package org.mfasender.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.SimulatedAccount;

/** A separate server for each test, and helpers for calls. */
abstract class WithGraph {
    static final Duration REVIEW = Duration.ofMinutes(5);

    final TestClock clock = new TestClock();
    private final HttpClient http = HttpClient.newHttpClient();
    final SimulatedGraph graph = SimulatedGraph.start(0, clock, REVIEW);

    @AfterEach
    void stop() {
        graph.close();
        http.close();
    }

    record Answer(int status, HttpHeaders headers, String text) {
        JsonNode json() {
            return parse(text);
        }

        JsonNode error() {
            return json().path("error");
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        Answer isOk() {
            assertThat(status).as(text).isEqualTo(200);
            return this;
        }

        /** Checks status and error members; {@code fbtrace_id} has to equal the header. */
        void isError(int expectedStatus, String expectedError) {
            assertThat(status).as(text).isEqualTo(expectedStatus);
            assertThat(error().path("fbtrace_id").asText())
                    .isEqualTo(header("x-fb-trace-id"))
                    .hasSizeGreaterThan(20);
            ObjectNode error = error().deepCopy();
            error.remove("fbtrace_id");
            assertThat(error).isEqualTo(parse(expectedError));
        }

        void isCode(int expectedStatus, int code, int subcode) {
            assertThat(status).as(text).isEqualTo(expectedStatus);
            assertThat(error().path("code").asInt()).as(text).isEqualTo(code);
            assertThat(error().path("error_subcode").asInt()).as(text).isEqualTo(subcode);
        }
    }

    static JsonNode parse(String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + text, e);
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    SimulatedAccount good() {
        return graph.accounts().named("good-one-number");
    }

    Answer get(String path, String token) {
        return send("GET", "/v26.0" + path, token, null);
    }

    Answer get(SimulatedAccount account, String path) {
        return get(path, account.userAccessToken());
    }

    Answer post(SimulatedAccount account, String path, String body) {
        return send("POST", "/v26.0" + path, account.userAccessToken(), body);
    }

    Answer delete(SimulatedAccount account, String path) {
        return send("DELETE", "/v26.0" + path, account.userAccessToken(), null);
    }

    Answer control(String method, String path, @Nullable String body) {
        return send(method, "/_control" + path, "", body);
    }

    /** An empty token sends none. */
    Answer send(String method, String path, String token, @Nullable String body) {
        try {
            return tryToSend(method, path, token, body);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Answer tryToSend(String method, String path, String token, @Nullable String body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(graph.uri() + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return send(request.method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    Answer send(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static List<String> texts(JsonNode rows, String member) {
        List<String> texts = new ArrayList<>();
        rows.forEach(row -> texts.add(row.path(member).asText()));
        return texts;
    }
}
