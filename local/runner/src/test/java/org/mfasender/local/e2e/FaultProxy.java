package org.mfasender.local.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Stands between the functions and the services they call, passes everything on, and lets chosen calls fail before or after
 * they had their effect.
 */
final class FaultProxy implements AutoCloseable {

    /** How a call fails. */
    enum Way {
        /** It is answered with 500 and never reaches the service. */
        REFUSED,
        /** It has its effect, but the connection ends without an answer. */
        ANSWER_LOST
    }

    /** As many calls as come. */
    static final int ALWAYS = Integer.MAX_VALUE;

    private static final byte[] CONFLICT =
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionConflictException\",\"message\":\"Simulated conflict\"}"
                    .getBytes(StandardCharsets.UTF_8);
    private static final byte[] CANCELED =
            ("{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\",\"Message\":\"Simulated conflict\","
                            + "\"CancellationReasons\":[{\"Code\":\"TransactionConflict\"},{\"Code\":\"None\"}]}")
                    .getBytes(StandardCharsets.UTF_8);
    private static final byte[] FAILURE =
            "{\"__type\":\"InternalServerError\",\"message\":\"Simulated failure\"}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] DENIED = "{\"__type\":\"AccessDeniedException\",\"message\":\"User is not authorized\"}"
            .getBytes(StandardCharsets.UTF_8);
    /** Of the connection, not of the message; the JDK's client sets its own. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "expect", "host", "http2-settings", "transfer-encoding", "upgrade");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<URI, HttpServer> servers = new ConcurrentHashMap<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final Consumer<Passing> witness;
    private final Predicate<Passing> allowed;

    FaultProxy() {
        this(call -> {});
    }

    /** A proxy with a witness of each call. */
    FaultProxy(Consumer<Passing> witness) {
        this(witness, call -> true);
    }

    /** A proxy that refuses what is not allowed, as IAM does. */
    FaultProxy(Predicate<Passing> allowed) {
        this(call -> {}, allowed);
    }

    private FaultProxy(Consumer<Passing> witness, Predicate<Passing> allowed) {
        this.witness = witness;
        this.allowed = allowed;
    }

    /** The address under which a service is reached through this proxy. */
    URI inFrontOf(URI service) {
        HttpServer server = servers.computeIfAbsent(service, this::serve);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * Lets every call of an operation whose body contains {@code parts} fail, until the rule is closed: the SDK repeats calls by
     * itself.
     *
     * @param operation such as {@code PutItem}
     */
    Rule fail(String operation, Way way, String... parts) {
        return fail(operation, way, ALWAYS, parts);
    }

    /** Lets so many calls fail. */
    Rule fail(String operation, Way way, int times, String... parts) {
        return add(new Rule(operation, List.of(parts), times, way == Way.ANSWER_LOST, 500, FAILURE));
    }

    /**
     * Answers calls in the service's place, until the rule is closed.
     *
     * @param operation such as {@code GetSecretValue}, or method and path of a call without operations
     */
    Rule answer(String operation, int status, String body, String... parts) {
        return add(new Rule(operation, List.of(parts), ALWAYS, false, status, body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Lets so many writes in DynamoDB conflict with another request on the same item. */
    Rule conflict(String operation, int times, String... parts) {
        byte[] body = operation.equals("TransactWriteItems") ? CANCELED : CONFLICT;
        return add(new Rule(operation, List.of(parts), times, false, 400, body));
    }

    @Override
    public void close() {
        servers.values().forEach(server -> server.stop(0));
        threads.shutdownNow();
        client.close();
    }

    /**
     * A call before anything is done with it.
     *
     * @param caller the session token, which is another for each function; empty when there is none
     * @param target service and operation, such as {@code DynamoDB_20120810.PutItem}; empty for what is no service of AWS
     */
    record Passing(String caller, String target, String body) {}

    /** A fault that waits for calls. */
    final class Rule implements AutoCloseable {
        private final String operation;
        private final List<String> parts;
        private final int times;
        private final boolean afterEffect;
        private final int status;
        private final byte[] body;
        private final AtomicInteger struck = new AtomicInteger();

        private Rule(String operation, List<String> parts, int times, boolean afterEffect, int status, byte[] body) {
            this.operation = operation;
            this.parts = parts;
            this.times = times;
            this.afterEffect = afterEffect;
            this.status = status;
            this.body = body;
        }

        /** How many calls it struck. */
        int struck() {
            return Math.min(struck.get(), times);
        }

        @Override
        public void close() {
            rules.remove(this);
        }

        private boolean strikes(String called, String content) {
            return called.equals(operation)
                    && parts.stream().allMatch(content::contains)
                    && struck.incrementAndGet() <= times;
        }
    }

    private Rule add(Rule rule) {
        rules.add(rule);
        return rule;
    }

    private HttpServer serve(URI service) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                // Closed without an answer it ends the connection.
                try (exchange) {
                    pass(exchange, service);
                }
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pass(HttpExchange exchange, URI service) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String content = new String(body, StandardCharsets.UTF_8);
        String operation = operation(exchange);
        Passing call = new Passing(header(exchange, "X-Amz-Security-Token"), header(exchange, "X-Amz-Target"), content);
        witness.accept(call);
        if (!allowed.test(call)) {
            answer(exchange, 400, DENIED);
            return;
        }
        Rule rule = rules.stream()
                .filter(waiting -> waiting.strikes(operation, content))
                .findFirst()
                .orElse(null);
        if (rule != null && !rule.afterEffect) {
            answer(exchange, rule.status, rule.body);
            return;
        }
        HttpResponse<byte[]> response = forward(exchange, service, body);
        if (rule == null) {
            response.headers().map().forEach((name, values) -> {
                if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            answer(exchange, response.statusCode(), response.body());
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, URI service, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(service + exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static String operation(HttpExchange exchange) {
        String target = header(exchange, "X-Amz-Target");
        return target.isEmpty()
                ? exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()
                : target.substring(target.indexOf('.') + 1);
    }

    private static String header(HttpExchange exchange, String name) {
        return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
    }
}
