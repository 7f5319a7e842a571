package org.mfasender.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.mfasender.local.graph.world.SimulatedAccount;

/** Sets up senders over HTTP, from {@code PUT} until the templates are recorded, each in an environment of its own. */
public final class SetUpClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Short beside a set-up, but long beside the GET, so that polling does not slow down what is polled. */
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(10);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final String path;

    /** How one waits for the end of a set-up. */
    @FunctionalInterface
    public interface Waiting {
        /** Returns when the environment's run may have ended. */
        void await(UUID environment) throws InterruptedException;
    }

    /**
     * A client of one system.
     *
     * @param base address of the HTTP API
     * @param path of the resource with {@code {environmentId}} in it
     */
    public SetUpClient(URI base, String path) {
        this.base = base;
        this.path = path;
    }

    /** The body that sets up an account of the simulated Meta. */
    public static ObjectNode request(SimulatedAccount account) {
        return JSON.createObjectNode()
                .put("provider", "CUSTOM_WHATSAPP")
                .put("whatsAppAccountBusinessId", account.wabaId())
                .put("userAccessToken", account.userAccessToken())
                .put("appId", account.appId())
                .put("appSecret", account.appAccessToken());
    }

    /** Sets up one sender, polls every 10 ms, and returns how long it took. */
    public Duration setUp(JsonNode request) throws IOException, InterruptedException {
        return setUp(UUID.randomUUID(), request, environment -> Thread.sleep(BETWEEN_POLLS));
    }

    /**
     * Sets up one sender and returns how long it took.
     *
     * @throws IOException when there is more to do than to select a number, or it does not end within a minute
     */
    public Duration setUp(UUID environment, JsonNode request, Waiting waiting)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        put(202, environment, request);
        while (true) {
            waiting.await(environment);
            JsonNode account = read(account(environment, "gzip"));
            Duration time = Duration.ofNanos(System.nanoTime() - begin);
            boolean recorded = account.path("whatsAppTemplates").size() > 0;
            switch (account.path("status").asText()) {
                case "READY", "NUMBER_REQUIRED" -> {
                    if (recorded) {
                        return time;
                    }
                }
                case "ACTION_REQUIRED" -> throw new IOException("The set-up failed: " + account);
                default -> {
                    // Not yet.
                }
            }
            if (time.compareTo(PATIENCE) > 0) {
                throw new IOException("The set-up did not end: " + account);
            }
        }
    }

    /** Changes a sender where that needs no run. */
    public void change(UUID environment, JsonNode request) throws IOException, InterruptedException {
        put(200, environment, request);
    }

    /**
     * How long the answer is that shows the account with its templates.
     *
     * @param encoding that is accepted, such as {@code gzip}
     */
    public int accountBytes(UUID environment, String encoding) throws IOException, InterruptedException {
        return answer(200, account(environment, encoding)).body().length;
    }

    /** Sends a GET that has to be answered with 200. */
    public void get(UUID environment, String resource) throws IOException, InterruptedException {
        answer(200, HttpRequest.newBuilder(uri(resource, environment)));
    }

    private void put(int expected, UUID environment, JsonNode request) throws IOException, InterruptedException {
        answer(
                expected,
                HttpRequest.newBuilder(uri(path, environment))
                        .header("Content-Type", "application/json")
                        .header("Accept-Encoding", "gzip")
                        .header("Prefer", "respond-async") // the wait is timed here
                        .PUT(BodyPublishers.ofString(request.toString())));
    }

    private HttpRequest.Builder account(UUID environment, String encoding) {
        return HttpRequest.newBuilder(uri(path + "?expand=whatsAppTemplates", environment))
                .header("Accept-Encoding", encoding);
    }

    private URI uri(String resource, UUID environment) {
        return URI.create(base + resource.replace("{environmentId}", environment.toString()));
    }

    private JsonNode read(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = answer(200, request);
        InputStream body = new ByteArrayInputStream(answer.body());
        boolean compressed = answer.headers().firstValue("Content-Encoding").isPresent();
        return JSON.readTree(compressed ? new GZIPInputStream(body) : body);
    }

    private HttpResponse<byte[]> answer(int expected, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != expected) {
            throw new IOException(
                    "HTTP " + answer.statusCode() + ": " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer;
    }

    @Override
    public void close() {
        client.close();
    }
}
