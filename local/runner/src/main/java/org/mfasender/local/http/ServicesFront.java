package org.mfasender.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.mfasender.local.LocalService;

/**
 * One address for everything that functions call, so that containers and the AWS CLI need to know one only: an AWS service is told from
 * the others by the header {@code X-Amz-Target}, SNS by what its requests are signed for, and what has neither is for the Graph API. Requests
 * are passed on as they are.
 */
public final class ServicesFront implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Map<String, LocalService> TARGETS = Map.of(
            "DynamoDB_20120810", LocalService.DYNAMODB,
            "DynamoDBStreams_20120810", LocalService.DYNAMODB,
            "secretsmanager", LocalService.SECRETS_MANAGER,
            "AWSStepFunctions", LocalService.STEP_FUNCTIONS,
            "TrentService", LocalService.KMS,
            "AWSEvents", LocalService.EVENT_BRIDGE);
    /** Those of one connection only, and those that the client sets itself. */
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection", "content-length", "date", "expect", "host", "http2-settings", "transfer-encoding", "upgrade");

    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<LocalService, URI> endpoints;

    private ServicesFront(HttpServer server, Map<LocalService, URI> endpoints) {
        this.server = server;
        this.endpoints = Map.copyOf(endpoints);
    }

    /**
     * Begins to pass on.
     *
     * @param endpoints of every service
     * @throws IOException when the address cannot be listened on
     */
    public static ServicesFront start(InetSocketAddress address, Map<LocalService, URI> endpoints) throws IOException {
        ServicesFront front = new ServicesFront(HttpServer.create(address, 0), endpoints);
        front.server.setExecutor(front.threads);
        front.server.createContext("/", front::exchange);
        front.server.start();
        return front;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }

    private void exchange(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpResponse<byte[]> answer = client.send(request(exchange), BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            int length = answer.body().length;
            exchange.sendResponseHeaders(answer.statusCode(), length == 0 ? -1 : length);
            if (length > 0) {
                exchange.getResponseBody().write(answer.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange) throws IOException {
        URI endpoint = Objects.requireNonNull(endpoints.get(service(exchange)));
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(endpoint + exchange.getRequestURI().toString()))
                .timeout(PATIENCE)
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private static LocalService service(HttpExchange exchange) {
        String signature = exchange.getRequestHeaders().getFirst("Authorization");
        if (signature != null && signature.contains("/sns/aws4_request")) {
            return LocalService.SNS;
        }
        return Stream.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                .map(target -> TARGETS.get(target.substring(0, Math.max(0, target.indexOf('.')))))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(LocalService.GRAPH);
    }
}
