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

/** Speaks HTTP on loopback: reads calls, lets faults strike, writes answers. */
public final class GraphServer implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(GraphServer.class.getName());
    private static final String CONTROL = "_control";
    private static final int BACKLOG = 1024;

    static {
        // Read once by the JDK's server. Without the first, each answer on a kept connection waits for the client's
        // delayed acknowledgement; without the second, it drops connections that 200 concurrent clients still use.
        setDefault("sun.net.httpserver.nodelay", "true");
        setDefault("sun.net.httpserver.maxIdleConnections", "10000");
    }

    private final World world;
    private final GraphHandler graph;
    private final GraphHandler control;
    private final Faults faults;
    private final RequestLog log;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Starts to listen.
     *
     * @param control answers paths under {@code /_control/}, which stand without version, faults and record
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

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
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
        List<String> rest = segments.subList(1, segments.size());
        return Reply.of(answer(exchange, control, rest, null, "", body, TraceIds.next()));
    }

    /** Empty when the connection shall end without an answer. */
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
        String asked = versioned ? segments.getFirst() : null;
        Optional<String> serving =
                asked == null ? Optional.of(ApiVersions.newest()) : ApiVersions.serving(asked, world.now());
        if (serving.isEmpty()) {
            return Optional.of(
                    Reply.of(GraphErrors.unknownPath(String.join("/", path)).response(traceId)));
        }
        exchange.getResponseHeaders().set("facebook-api-version", serving.get());
        Optional<Fault> fault = faults.strike(exchange.getRequestMethod(), path);
        if (fault.isPresent()) {
            return strike(fault.get(), exchange, path, asked, serving.get(), body, traceId);
        }
        return Optional.of(Reply.of(answer(exchange, graph, path, asked, serving.get(), body, traceId)));
    }

    private Optional<Reply> strike(
            Fault fault,
            HttpExchange exchange,
            List<String> path,
            @Nullable String asked,
            String version,
            String body,
            String traceId)
            throws InterruptedException {
        if (fault.kind() == Fault.Kind.SLOW) {
            Thread.sleep(fault.delay());
        }
        GraphResponse refusal = FaultyAnswers.refusal(fault, path.isEmpty() ? "" : path.getFirst())
                .response(traceId);
        GraphResponse right = fault.afterEffect() || fault.answersRightly()
                ? answer(exchange, graph, path, asked, version, body, traceId)
                : refusal;
        return switch (fault.kind()) {
            case OVERLOAD,
                    UNKNOWN_ERROR,
                    SOMETHING_WENT_WRONG,
                    THROTTLED,
                    TEMPLATE_CREATION_FAILED,
                    POLICY_BLOCK,
                    ACCOUNT_LOCKED -> Optional.of(Reply.of(refusal));
            case BAD_GATEWAY -> Optional.of(FaultyAnswers.badGateway());
            case RESET -> Optional.empty();
            case SLOW -> Optional.of(Reply.of(right));
            case TRUNCATED -> Optional.of(FaultyAnswers.truncated(Reply.of(right)));
            case EMPTY -> Optional.of(FaultyAnswers.empty(Reply.of(right)));
            case UNKNOWN_MEMBERS -> Optional.of(Reply.of(FaultyAnswers.withUnknownMembers(right)));
        };
    }

    private GraphResponse answer(
            HttpExchange exchange,
            GraphHandler handler,
            List<String> path,
            @Nullable String asked,
            String version,
            String body,
            String traceId) {
        try {
            // Control paths, which have no version, are called by hand with "curl -d", which claims to send a form.
            String contentType =
                    version.isEmpty() ? null : exchange.getRequestHeaders().getFirst("Content-Type");
            Params params = Params.of(exchange.getRequestURI().getRawQuery(), contentType, body);
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            String host = exchange.getRequestHeaders().getFirst("Host");
            String base = host == null ? uri().toString() : "http://" + host;
            return handler.answer(
                    new GraphRequest(exchange.getRequestMethod(), base, asked, path, authorization, params), version);
        } catch (GraphException e) {
            return e.response(traceId);
        } catch (RuntimeException e) {
            LOGGER.log(System.Logger.Level.ERROR, "The simulated Graph API failed", e);
            return GraphErrors.somethingWentWrong().response(traceId);
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
}
