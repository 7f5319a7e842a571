package org.mfasender.checks;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A proxy that changes one value in one answer of the server behind it, or answers itself. */
public final class MutatingGraph implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One change.
     *
     * @param call whose first answer is changed, e.g. {@code /{id}/phone_numbers}
     * @param place of the value in the answer
     * @param value null to remove the member
     */
    record Mutation(
            String call, JsonPointer place, @Nullable JsonNode value) {}

    /** What is answered to the next calls of a path. */
    private record Refusal(Pattern path, int status, String body, AtomicInteger times) {}

    /** What an answer of a path has at a place. */
    private record Replacement(Pattern path, JsonPointer place, JsonNode value) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, JsonNode> answers = new HashMap<>();
    private final URI origin;
    private final HttpServer server;
    private @Nullable Mutation mutation;
    private @Nullable Refusal refusal;
    private @Nullable Replacement replacement;

    public MutatingGraph(URI origin) {
        this.origin = origin;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Starts over with another change. */
    synchronized void mutate(@Nullable Mutation next) {
        answers.clear();
        mutation = next;
    }

    /** Answers the next calls of a path, a pattern without the version, itself. */
    public synchronized void refuse(String path, int times, int status, String body) {
        refusal = new Refusal(Pattern.compile("/v[0-9.]+" + path), status, body, new AtomicInteger(times));
    }

    /** Sets a value in the answers of a path, where they have one. */
    synchronized void set(String path, String place, String value) {
        try {
            replacement = new Replacement(
                    Pattern.compile("/v[0-9.]+" + path), JsonPointer.compile(place), JSON.readTree(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The unchanged first answers since then, by call. */
    synchronized Map<String, JsonNode> answers() {
        return Map.copyOf(answers);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Refusal refused = refusal;
            if (refused != null
                    && refused.path().matcher(path).matches()
                    && refused.times().getAndDecrement() > 0) {
                send(exchange, refused.status(), refused.body());
                return;
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(
                    URI.create(origin + exchange.getRequestURI().toString()));
            request.header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"));
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            JsonNode body = JSON.readTree(response.body());
            String call = path.replaceFirst("^/v[0-9.]+", "").replaceAll("[0-9]{5,}", "{id}");
            boolean first = answers.putIfAbsent(call, body) == null;
            Mutation change = first && mutation != null && mutation.call().equals(call) ? mutation : null;
            Replacement replaced = replacement;
            if (replaced != null && replaced.path().matcher(path).matches()) {
                change = new Mutation(call, replaced.place(), replaced.value());
            }
            JsonNode answer = change == null ? body : changed(body, change);
            send(exchange, response.statusCode(), answer.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static JsonNode changed(JsonNode body, Mutation change) {
        JsonNode copy = body.deepCopy();
        JsonNode parent = copy.at(change.place().head());
        JsonPointer last = change.place().last();
        if (parent instanceof ObjectNode object) {
            if (change.value() == null) {
                object.remove(last.getMatchingProperty());
            } else {
                object.set(last.getMatchingProperty(), change.value());
            }
        } else if (parent instanceof ArrayNode array) {
            if (change.value() == null) {
                array.remove(last.getMatchingIndex());
            } else {
                array.set(last.getMatchingIndex(), change.value());
            }
        }
        return copy;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
