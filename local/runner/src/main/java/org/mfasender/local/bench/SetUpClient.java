package org.mfasender.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;

/** Sets up senders over HTTP, from {@code PUT} until the templates are recorded, each in an environment of its own. */
public final class SetUpClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Short beside a set-up, but long beside the GET, so that looking does not slow down what is looked at. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

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

    /** Sets up one sender, looks every 10 ms, and tells how long it took. */
    public Duration setUp(JsonNode request) throws IOException, InterruptedException {
        return setUp(request, environment -> Thread.sleep(BETWEEN_LOOKS));
    }

    /**
     * Sets up one sender and tells how long it took.
     *
     * @throws IOException when it does not become ready, or not within a minute
     */
    public Duration setUp(JsonNode request, Waiting waiting) throws IOException, InterruptedException {
        UUID environment = UUID.randomUUID();
        URI uri = URI.create(base + path.replace("{environmentId}", environment.toString()));
        long begin = System.nanoTime();
        send(
                202,
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(request.toString())));
        while (true) {
            waiting.await(environment);
            JsonNode account = send(200, HttpRequest.newBuilder(URI.create(uri + "?expand=whatsAppTemplates")));
            Duration time = Duration.ofNanos(System.nanoTime() - begin);
            boolean recorded = account.path("whatsAppTemplates").size() > 0;
            switch (account.path("status").asText()) {
                case "READY" -> {
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

    private JsonNode send(int expected, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IOException("HTTP " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        client.close();
    }
}
