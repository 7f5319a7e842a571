package org.mfasender.platform.meta;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A server with prepared answers, one after the other, also such as the Graph API is not known to give. */
public final class CannedGraph implements AutoCloseable {

    private record Answer(int status, String body, Map<String, String> headers) {}

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> queries = new ArrayList<>();
    private final HttpServer server;

    public CannedGraph() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** The next answer; the last one repeats. */
    public CannedGraph answering(int status, String body) {
        return answering(status, body, Map.of());
    }

    public synchronized CannedGraph answering(int status, String body, Map<String, String> headers) {
        answers.add(new Answer(status, body, headers));
        return this;
    }

    /** The queries of the requests so far, without {@code ?}. */
    public synchronized List<String> queries() {
        return List.copyOf(queries);
    }

    public GraphClient client() {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return GraphClient.connect(base, "v26.0");
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            queries.add(exchange.getRequestURI().getRawQuery());
            Answer answer = answers.size() > 1 ? answers.remove() : answers.element();
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
