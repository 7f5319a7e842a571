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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A proxy that changes one value in one answer of the server behind it. */
final class MutatingGraph implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One change.
     *
     * @param call index of the answer, from 0
     * @param place of the value in the answer
     * @param value null to remove the member
     */
    record Mutation(int call, JsonPointer place, @Nullable JsonNode value) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<JsonNode> answers = new ArrayList<>();
    private final URI origin;
    private final HttpServer server;
    private @Nullable Mutation mutation;

    MutatingGraph(URI origin) {
        this.origin = origin;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Starts over with another change. */
    synchronized void mutate(@Nullable Mutation next) {
        answers.clear();
        mutation = next;
    }

    /** The unchanged answers since then. */
    synchronized List<JsonNode> answers() {
        return List.copyOf(answers);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                    URI.create(origin + exchange.getRequestURI().toString()));
            request.header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"));
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            JsonNode body = JSON.readTree(response.body());
            Mutation change = mutation;
            byte[] bytes = (change != null && change.call() == answers.size() ? changed(body, change) : body)
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
            answers.add(body);
            exchange.sendResponseHeaders(response.statusCode(), bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
