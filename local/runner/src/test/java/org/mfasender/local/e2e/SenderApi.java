package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.world.SimulatedAccount;

/** The HTTP API of one environment, as a client sees it. Every exchange is checked against docs/openapi.yaml. */
final class SenderApi {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Map<URI, HttpClient> BEHIND = new ConcurrentHashMap<>();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http;
    private final URI base;
    private final UUID environment;
    private final List<String> always;

    SenderApi(URI base) {
        this(base, UUID.randomUUID());
    }

    SenderApi(URI base, UUID environment) {
        this(HTTP, base, environment, List.of());
    }

    private SenderApi(HttpClient http, URI base, UUID environment, List<String> always) {
        this.http = http;
        this.base = base;
        this.environment = environment;
        this.always = always;
    }

    /** The same API for a caller that shows a token with each request. */
    SenderApi authorized(String token) {
        return new SenderApi(http, base, environment, List.of("Authorization", token));
    }

    /** The same address, behind which this process answers. */
    SenderApi answeredBy(URI process) {
        return new SenderApi(BEHIND.computeIfAbsent(process, SenderApi::behind), base, environment, always);
    }

    private static HttpClient behind(URI process) {
        return HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress(process.getHost(), process.getPort())))
                .build();
    }

    UUID environment() {
        return environment;
    }

    String path() {
        return "/v1/environments/" + environment + "/notificationsSettings/instantMessagingDeliverySettings/whatsApp";
    }

    /** The body with which a simulated account is set up. */
    static ObjectNode body(SimulatedAccount account) {
        return JSON.createObjectNode()
                .put("provider", "CUSTOM_WHATSAPP")
                .put("whatsAppAccountBusinessId", account.wabaId())
                .put("userAccessToken", account.userAccessToken())
                .put("appId", account.appId())
                .put("appSecret", account.appId() + "|" + account.appSecret());
    }

    /** Answered at once, unless the headers prefer something else. */
    Answer put(SimulatedAccount account, String... headers) {
        return put(body(account), headers);
    }

    Answer put(JsonNode body, String... headers) {
        return send("PUT", path(), body.toString(), withType(headers));
    }

    /** A dry run of a body, or of what is stored. */
    Answer check(@Nullable JsonNode body) {
        return body == null
                ? send("POST", path() + "/checks", null)
                : send("POST", path() + "/checks", body.toString(), withType());
    }

    Answer get() {
        return send("GET", path() + "?expand=whatsAppTemplates", null);
    }

    /** The account, which is there. */
    JsonNode resource() {
        Answer answer = get();
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.body();
    }

    /** The newest entries, where there are many. */
    Answer history() {
        return send("GET", path() + "/history", null);
    }

    Answer delete() {
        return send("DELETE", path(), null);
    }

    /** With the templates that this system has created. */
    Answer deleteWithTemplates() {
        return send("DELETE", path() + "?whatsAppTemplates=delete", null);
    }

    Answer deleteCandidate() {
        return send("DELETE", path() + "/candidate", null);
    }

    /** Any request to this API, also a wrong one; a link of an answer is whole. */
    Answer send(String method, String link, @Nullable String body, String... headers) {
        String pathAndQuery =
                link.startsWith(base + "/") ? link.substring(base.toString().length()) : link;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + pathAndQuery))
                .timeout(PATIENCE)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        List<String> all = new ArrayList<>(always);
        all.addAll(List.of(headers));
        if (method.equals("PUT") && path().equalsIgnoreCase(pathAndQuery) && !all.contains("Prefer")) {
            all.addAll(List.of("Prefer", "respond-async"));
        }
        if (!all.isEmpty()) {
            request.headers(all.toArray(String[]::new));
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            Contract.check(method, pathAndQuery, body, request.build().headers(), response);
            return new Answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Polls until the account is as wanted; fails with its last state. */
    JsonNode await(String what, Predicate<JsonNode> wanted) {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            Answer answer = get();
            JsonNode resource = answer.body();
            // An error has no members, which must not be taken for what is waited for.
            if (answer.status() == 200 && wanted.test(resource)) {
                return resource;
            }
            assertThat(Instant.now())
                    .as("%s, but it is still %s", what, resource.toPrettyString())
                    .isBefore(end);
            pause();
        }
    }

    /** Waits for a status that stays: an account can be ready while its run still asks Meta. */
    JsonNode awaitStatus(String status) {
        return await(
                "status " + status,
                resource -> resource.path("status").asText().equals(status)
                        && !(status.equals("READY")
                                && resource.at("/provisioning/status").asText().equals("RUNNING")));
    }

    /** Waits until what the run of a generation verified works, and this run has done everything. */
    JsonNode awaitReady(int generation) {
        return await(
                "READY by run " + generation,
                resource -> resource.path("status").asText().equals("READY")
                        && resource.at("/provisioning/generation").asInt() == generation
                        && resource.at("/provisioning/status").asText().equals("SUCCEEDED"));
    }

    /** Waits until neither the connection nor a candidate beside it is being verified, and returns the account as it is then. */
    JsonNode awaitEnd() {
        return await(
                "an ended run",
                resource -> ended(resource)
                        && (resource.path("candidate").isMissingNode() || ended(resource.path("candidate"))));
    }

    private static boolean ended(JsonNode verified) {
        return switch (verified.at("/provisioning/status").asText()) {
            case "SUCCEEDED", "FAILED" -> true;
            default -> false;
        };
    }

    private static String[] withType(String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "application/json";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return all;
    }

    static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An answer of the API; all of them are JSON. */
    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode body() {
            try {
                return JSON.readTree(response.body());
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
