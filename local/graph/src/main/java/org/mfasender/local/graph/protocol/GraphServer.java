package org.mfasender.local.graph.protocol;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.world.World;

/** The HTTP server on loopback: reads calls, applies faults, writes answers. */
public final class GraphServer implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(GraphServer.class.getName());
    private static final String CONTROL = "_control";
    private static final int BACKLOG = 1024;

    private final World world;
    private final GraphHandler graph;
    private final GraphHandler control;
    private final Faults faults;
    private final RequestLog log;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Starts the server.
     *
     * @param control answers paths under {@code /_control/}, which have no version and no faults and are not recorded
     * @param port 0 = any free one
     * @throws UncheckedIOException when the port is taken
     */
    public GraphServer(World world, GraphHandler graph, GraphHandler control, Faults faults, RequestLog log, int port) {
        this.world = world;
        this.graph = graph;
        this.control = control;
        this.faults = faults;
        this.log = log;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Where it listens, without a slash at the end. */
    public URI uri() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            List<String> segments = Faults.segments(exchange.getRequestURI().getPath());
            boolean controlled = !segments.isEmpty() && segments.getFirst().equals(CONTROL);
            Optional<Reply> reply =
                    controlled ? Optional.of(control(exchange, segments, body)) : graph(exchange, segments, body);
            if (reply.isPresent()) {
                write(exchange, reply.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply control(HttpExchange exchange, List<String> segments, String body) {
        List<String> path = segments.subList(1, segments.size());
        return Reply.of(answer(control, new Incoming(exchange, path, "", body, TraceIds.next())));
    }

    /** Empty when the connection is to close without an answer. */
    private Optional<Reply> graph(HttpExchange exchange, List<String> segments, String body)
            throws InterruptedException {
        record(exchange, body);
        String traceId = TraceIds.next();
        exchange.getResponseHeaders().set("x-fb-trace-id", traceId);
        exchange.getResponseHeaders().set("x-fb-request-id", TraceIds.next());
        exchange.getResponseHeaders().set("x-fb-rev", "1029384756");
        exchange.getResponseHeaders().set("X-FB-Debug", TraceIds.next());
        boolean versioned = !segments.isEmpty() && ApiVersions.looksLikeVersion(segments.getFirst());
        List<String> path = versioned ? segments.subList(1, segments.size()) : segments;
        Optional<String> version = versioned
                ? ApiVersions.serving(segments.getFirst(), world.now())
                : Optional.of(ApiVersions.newest(world.now()));
        if (version.isEmpty()) {
            return Optional.of(
                    Reply.of(GraphErrors.unknownPath(String.join("/", path)).response(traceId)));
        }
        exchange.getResponseHeaders().set("facebook-api-version", version.get());
        Incoming call = new Incoming(exchange, path, version.get(), body, traceId);
        Optional<Fault> fault = faults.take(exchange.getRequestMethod(), path);
        return fault.isPresent() ? faulty(fault.get(), call) : Optional.of(Reply.of(answer(graph, call)));
    }

    private Optional<Reply> faulty(Fault fault, Incoming call) throws InterruptedException {
        if (fault.kind() == Fault.Kind.SLOW) {
            Thread.sleep(fault.delay());
        }
        if (!fault.isAnswered()) {
            if (fault.afterEffect()) {
                answer(graph, call);
            }
            return failed(fault, call);
        }
        GraphResponse correct = answer(graph, call);
        return Optional.of(
                switch (fault.kind()) {
                    case TRUNCATED -> FaultyAnswers.truncated(Reply.of(correct));
                    case EMPTY -> Reply.of(correct).withBody("");
                    case UNKNOWN_MEMBERS -> Reply.of(FaultyAnswers.withUnknownMembers(correct));
                    default -> Reply.of(correct);
                });
    }

    private static Optional<Reply> failed(Fault fault, Incoming call) {
        String wabaId = call.path().isEmpty() ? "" : call.path().getFirst();
        return switch (fault.kind()) {
            case RESET -> Optional.empty();
            case BAD_GATEWAY -> Optional.of(FaultyAnswers.badGateway());
            default -> Optional.of(Reply.of(FaultyAnswers.error(fault, wabaId).response(call.traceId())));
        };
    }

    private GraphResponse answer(GraphHandler handler, Incoming call) {
        try {
            HttpExchange exchange = call.exchange();
            Params params = Params.of(exchange.getRequestURI().getRawQuery(), call.contentType(), call.body());
            String host = call.header("Host");
            String base = host == null ? uri().toString() : "http://" + host;
            return handler.answer(
                    new GraphRequest(
                            exchange.getRequestMethod(), base, call.path(), call.header("Authorization"), params),
                    call.version());
        } catch (GraphException e) {
            return e.response(call.traceId());
        } catch (RuntimeException e) {
            LOGGER.log(System.Logger.Level.ERROR, "The simulated Graph API failed", e);
            return GraphErrors.somethingWentWrong().response(call.traceId());
        }
    }

    private void record(HttpExchange exchange, String body) {
        Map<String, List<String>> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        log.add(new RecordedRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                exchange.getRequestURI().getRawQuery(),
                headers,
                body,
                world.now()));
    }

    private static void write(HttpExchange exchange, Reply reply) throws IOException {
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /**
     * A request on its way to a handler.
     *
     * @param path without version or the prefix of control paths
     * @param version the version that serves it; empty for control calls
     */
    private record Incoming(HttpExchange exchange, List<String> path, String version, String body, String traceId) {
        /** Whoever calls control paths by hand uses "curl -d", which sends JSON with the content type of a form. */
        @Nullable
        String contentType() {
            return version.isEmpty() ? null : header("Content-Type");
        }

        @Nullable
        String header(String name) {
            return exchange.getRequestHeaders().getFirst(name);
        }
    }
}
