package org.mfasender.local.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.mfasender.local.functions.FunctionResult;
import org.mfasender.local.functions.PayloadTooLargeException;
import org.mfasender.local.template.HttpRoute;

/**
 * The HTTP API on loopback. It takes its port at once, so that its address is known before the functions exist, and answers from
 * {@link #serve} on.
 */
public final class HttpFront implements AutoCloseable {
    /** Quota of API Gateway: payload size of an HTTP API. */
    private static final int MAX_BODY_BYTES = 10 * 1024 * 1024;
    /** Quota of API Gateway: request line and header values of an HTTP API. AWS documents the size, not the answer. */
    private static final int MAX_HEADER_BYTES = 10_240;
    /** Quota of API Gateway: maximum integration timeout of an HTTP API. */
    private static final Duration INTEGRATION_TIMEOUT = Duration.ofSeconds(30);

    /** Calls a function with an event in JSON. */
    @FunctionalInterface
    public interface Integration {
        /** Answers what the function answers, or its error. */
        FunctionResult invoke(byte[] event) throws InterruptedException;
    }

    private record Target(Authorizer authorizer, Integration integration) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private HttpFront(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
    }

    /**
     * Takes a port on loopback.
     *
     * @param port 0 for a free one
     * @throws IOException when the port is taken
     */
    public static HttpFront bind(int port) throws IOException {
        return new HttpFront(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
    }

    /** Base address, without a trailing slash. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Begins to answer. */
    public void serve(Map<HttpRoute, Integration> routes, Authorizers authorizers) {
        serve(routes, authorizers, INTEGRATION_TIMEOUT);
    }

    /** Begins to answer anyone. */
    void serve(Map<HttpRoute, Integration> routes) {
        serve(routes, Authorizers.none());
    }

    void serve(Map<HttpRoute, Integration> routes, Authorizers authorizers, Duration integrationTimeout) {
        Map<HttpRoute, Target> targets = new HashMap<>();
        routes.forEach((route, integration) -> targets.put(route, new Target(authorizers.of(route), integration)));
        Router<Target> router = new Router<>(targets);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange(exchange, router, integrationTimeout);
            }
        });
        server.start();
    }

    /** Stops at once; requests in progress are interrupted. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void exchange(HttpExchange exchange, Router<Target> router, Duration integrationTimeout)
            throws IOException {
        String requestId = UUID.randomUUID().toString();
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        ProxyAnswer answer;
        if (body.length > MAX_BODY_BYTES) {
            // Read to its end, since a client that still writes would see a reset instead of the answer.
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            answer = ProxyAnswer.message(413, "Request Entity Too Large");
        } else {
            IncomingRequest request = IncomingRequest.of(exchange, body);
            answer = request.headBytes() > MAX_HEADER_BYTES
                    ? ProxyAnswer.message(431, "Request Header Fields Too Large")
                    : answer(request, router, requestId, integrationTimeout);
        }
        exchange.getResponseHeaders().putAll(answer.headers());
        exchange.getResponseHeaders().put("Apigw-Requestid", List.of(requestId));
        boolean withBody = answer.body().length > 0
                && !exchange.getRequestMethod().equals("HEAD")
                && answer.status() != 204
                && answer.status() != 304;
        exchange.sendResponseHeaders(answer.status(), withBody ? answer.body().length : -1);
        if (withBody) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    private ProxyAnswer answer(
            IncomingRequest request, Router<Target> router, String requestId, Duration integrationTimeout) {
        return router.match(request.method(), request.path())
                .map(match -> switch (match.target().authorizer().decide(request)) {
                    case Authorizer.Refused refused -> refused.answer();
                    case Authorizer.Admitted admitted -> {
                        ObjectNode event = ProxyEvent.of(
                                request, match.route().routeKey(), match.pathParameters(), requestId, Instant.now());
                        if (admitted.context() != null) {
                            event.withObject("requestContext").set("authorizer", admitted.context());
                        }
                        yield integrate(
                                match.target().integration(),
                                event.toString().getBytes(StandardCharsets.UTF_8),
                                integrationTimeout);
                    }
                })
                .orElseGet(() -> ProxyAnswer.message(404, "Not Found"));
    }

    private ProxyAnswer integrate(Integration integration, byte[] event, Duration integrationTimeout) {
        Future<FunctionResult> result = threads.submit(() -> integration.invoke(event));
        try {
            FunctionResult answered = result.get(integrationTimeout.toNanos(), TimeUnit.NANOSECONDS);
            return answered.functionError() == null
                    ? ProxyAnswer.of(answered.payload())
                    : ProxyAnswer.internalServerError();
        } catch (TimeoutException e) {
            // As at AWS the function is not ended: only nobody waits for it any more.
            return ProxyAnswer.message(503, "Service Unavailable");
        } catch (ExecutionException e) {
            return e.getCause() instanceof PayloadTooLargeException
                    ? ProxyAnswer.message(413, "Request Entity Too Large")
                    : ProxyAnswer.internalServerError();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ProxyAnswer.message(503, "Service Unavailable");
        }
    }
}
