package org.mfasender.local.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The AWS JSON protocol on loopback: {@code POST /} with {@code X-Amz-Target: prefix.Operation}. Signatures are not checked, but the
 * header must be there, so that a client without credentials fails here, too.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1 protocol</a>
 */
final class AwsJsonServer implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    /** One operation of a service. */
    @FunctionalInterface
    interface Operation {
        JsonNode answer(ObjectNode request) throws AwsError;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String targetPrefix;
    private final String contentType;
    private final Map<String, Operation> operations;

    private AwsJsonServer(
            HttpServer server, String targetPrefix, String contentType, Map<String, Operation> operations) {
        this.server = server;
        this.targetPrefix = targetPrefix;
        this.contentType = contentType;
        this.operations = Map.copyOf(operations);
    }

    /** Starts on a free port. {@code jsonVersion} is {@code 1.0} or {@code 1.1}. */
    static AwsJsonServer start(String targetPrefix, String jsonVersion, Map<String, Operation> operations)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AwsJsonServer started =
                new AwsJsonServer(server, targetPrefix, "application/x-amz-json-" + jsonVersion, operations);
        server.setExecutor(started.threads);
        server.createContext("/", started::exchange);
        server.start();
        return started;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void exchange(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            int status = 200;
            JsonNode answer;
            try {
                answer = answer(exchange, request);
            } catch (AwsError error) {
                status = error.status();
                answer = body(error.type(), error.text());
            } catch (RuntimeException defect) {
                // Only the type: the message could quote the request.
                status = 500;
                answer = body("InternalFailure", defect.getClass().getName());
            }
            byte[] bytes = JSON.writeValueAsBytes(answer);
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.getResponseHeaders()
                    .set("x-amzn-RequestId", UUID.randomUUID().toString());
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private JsonNode answer(HttpExchange exchange, byte[] request) throws AwsError {
        if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
            throw new AwsError("MissingAuthenticationTokenException", "Missing Authentication Token", 403);
        }
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        Operation operation = target != null && target.startsWith(targetPrefix + ".")
                ? operations.get(target.substring(targetPrefix.length() + 1))
                : null;
        if (operation == null || !exchange.getRequestMethod().equals("POST")) {
            throw new AwsError("UnknownOperationException", "No such operation here: " + target);
        }
        return operation.answer(parse(request));
    }

    private static ObjectNode parse(byte[] request) throws AwsError {
        try {
            if (JSON.readTree(request) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException malformed) {
            throw new AwsError("SerializationException", "The request body is not JSON");
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        throw new AwsError("SerializationException", "The request body is not a JSON object");
    }

    private static ObjectNode body(String type, String message) {
        return JSON.createObjectNode().put("__type", type).put("message", message);
    }
}
