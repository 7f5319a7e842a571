package org.mfasender.local.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A page of Chromium, spoken to as its developer tools do.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">Chrome DevTools Protocol</a>
 */
public final class DevTools implements WebSocket.Listener, AutoCloseable {

    public static final ObjectMapper JSON = new ObjectMapper();

    private static final long PATIENCE_SECONDS = 120;

    private final WebSocket socket;
    private final AtomicInteger last = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final Map<String, Consumer<JsonNode>> listeners = new ConcurrentHashMap<>();
    private final StringBuilder received = new StringBuilder();

    private DevTools(HttpClient http, URI page) {
        this.socket = http.newWebSocketBuilder().buildAsync(page, this).join();
    }

    static DevTools connect(HttpClient http, URI page) {
        return new DevTools(http, page);
    }

    /** Calls a method and waits for its result. */
    public JsonNode call(String method, Map<String, ?> parameters) {
        int id = last.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        open.put(id, answer);
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        send(message.toString());
        JsonNode answered = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        if (answered.has("error")) {
            throw new IllegalStateException(method + ": " + answered.path("error"));
        }
        return answered.path("result");
    }

    private synchronized void send(String message) {
        socket.sendText(message, true).join();
    }

    /** Hands on the parameters of each event of this method, to a thread of its own: a listener may call. */
    public void on(String method, Consumer<JsonNode> listener) {
        listeners.put(method, listener);
    }

    /** What the page reported so far, of these methods. */
    public List<JsonNode> events(String... methods) {
        return events.stream()
                .filter(event -> List.of(methods).contains(event.path("method").asText()))
                .map(event -> event.path("params"))
                .toList();
    }

    public void forgetEvents() {
        events.clear();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
        received.append(data);
        if (isLast) {
            deliver(received.toString());
            received.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void deliver(String text) {
        try {
            JsonNode message = JSON.readTree(text);
            CompletableFuture<JsonNode> answer =
                    message.has("id") ? open.remove(message.path("id").asInt()) : null;
            if (answer == null) {
                events.add(message);
                Consumer<JsonNode> listener =
                        listeners.get(message.path("method").asText());
                if (listener != null) {
                    Thread.startVirtualThread(() -> listener.accept(message.path("params")));
                }
            } else {
                answer.complete(message);
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
