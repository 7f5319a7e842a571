package org.mfasender.local.runtime;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.mfasender.local.template.FunctionDefinition;

/**
 * Lambda's Runtime API for one function, which gets one event at a time, as the <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">developer guide</a> describes it.
 */
public final class RuntimeApi implements AutoCloseable {

    /** The runtime's request for an event. Its first one ends the start of the function. */
    public static final String NEXT = "invocation/next";

    private static final String VERSION = "/2018-06-01/runtime/";
    private static final String REQUEST_ID = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";

    private final FunctionDefinition function;
    private final Consumer<String> observer;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<byte[]> events = new LinkedBlockingQueue<>();
    private volatile CompletableFuture<Report> report = new CompletableFuture<>();

    /**
     * What the function reported.
     *
     * @param call {@code response}, {@code error} or {@code init/error}
     * @param body JSON
     */
    public record Report(String call, String body) {
        /** Whether it is an answer, and not an error. */
        public boolean isAnswer() {
            return call.equals("response");
        }
    }

    /**
     * Starts it on a free port.
     *
     * @param observer gets each call of the runtime, such as {@link #NEXT}, while the runtime waits for its answer
     */
    public RuntimeApi(FunctionDefinition function, Consumer<String> observer) throws IOException {
        this.function = function;
        this.observer = observer;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(VERSION, exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.start();
    }

    /** For {@code AWS_LAMBDA_RUNTIME_API}. */
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * Hands an event to the function when it asks for one.
     *
     * @param event JSON
     * @return what it reports, or that it could not start
     */
    public CompletableFuture<Report> invoke(byte[] event) {
        if (report.isDone()) {
            report = new CompletableFuture<>();
        }
        events.add(event.clone());
        return report;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String call = exchange.getRequestURI().getPath().substring(VERSION.length());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        observer.accept(call);
        switch (call) {
            case NEXT -> next(exchange);
            case "init/error" -> take(exchange, new Report(call, body));
            case "invocation/" + REQUEST_ID + "/response" -> take(exchange, new Report("response", body));
            case "invocation/" + REQUEST_ID + "/error" -> take(exchange, new Report("error", body));
            default -> exchange.sendResponseHeaders(404, -1);
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        byte[] event;
        try {
            // On Lambda the function would be frozen until there is one.
            event = events.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        Duration timeout = function.timeout();
        Headers headers = exchange.getResponseHeaders();
        // The runtime's native client reads it unconditionally.
        headers.set("Content-Type", "application/json");
        headers.set("Lambda-Runtime-Aws-Request-Id", REQUEST_ID);
        headers.set(
                "Lambda-Runtime-Deadline-Ms",
                Long.toString(Instant.now().plus(timeout).toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", function.arn());
        headers.set(
                "Lambda-Runtime-Trace-Id",
                "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0");
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }

    private void take(HttpExchange exchange, Report reported) throws IOException {
        byte[] accepted = "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(202, accepted.length);
        exchange.getResponseBody().write(accepted);
        report.complete(reported);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
