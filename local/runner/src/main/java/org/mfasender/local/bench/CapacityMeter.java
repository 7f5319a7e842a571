package org.mfasender.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
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
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Passes requests on to DynamoDB and counts what AWS charges for them. What one item or a query costs, DynamoDB Local reports. Of a
 * transaction it reports up to twice too much, so that this counts by the sizes of the items before and after it: right as long as nobody
 * else writes them.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">Read and write units</a>
 */
public final class CapacityMeter implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BATCH = "BatchGetItem";
    private static final List<String> HEADERS =
            List.of("Authorization", "Content-Type", "X-Amz-Date", "X-Amz-Security-Token", "X-Amz-Target");

    /** AWS charges the write that a condition refuses by the item that is there; those that are written so have less than 1 KB. */
    private static final Consumed REFUSED_CONDITION = new Consumed(0, 1);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final URI service;
    private final StoredItems items;
    private final Map<String, Consumed> byCaller = new TreeMap<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final Queue<Write> writes = new ConcurrentLinkedQueue<>();

    /**
     * A write of one item.
     *
     * @param caller as for {@link #take}
     * @param with how many items it was written in a transaction; 1 outside of one
     */
    public record Write(String caller, String operation, String sk, int with, double units) {}

    private CapacityMeter(URI service) throws IOException {
        this.service = service;
        items = new StoredItems(service);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                pass(exchange);
            }
        });
    }

    /** Counts from now on. */
    public static CapacityMeter start(URI service) throws IOException {
        CapacityMeter meter = new CapacityMeter(service);
        meter.server.start();
        return meter;
    }

    /** The address to call in the service's place. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * What each caller consumed since this was called last; the callers are functions by their logical IDs, and the workflow.
     *
     * @throws IllegalStateException when DynamoDB refused a request: AWS charges it, too, but nothing reports how much
     */
    public synchronized Map<String, Consumed> take() {
        if (!refused.isEmpty()) {
            throw new IllegalStateException("DynamoDB refused requests: " + refused);
        }
        Map<String, Consumed> taken = Map.copyOf(byCaller);
        byCaller.clear();
        return taken;
    }

    /** Each write of an item since this was called last, in order; those that a condition refused are not among them. */
    public synchronized List<Write> takeWrites() {
        List<Write> taken = List.copyOf(writes);
        writes.clear();
        return taken;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        client.close();
        items.close();
    }

    private static boolean isRefusedCondition(HttpResponse<byte[]> answer) throws IOException {
        return JSON.readTree(answer.body()).path("__type").asText().endsWith("#ConditionalCheckFailedException");
    }

    private void pass(HttpExchange exchange) throws IOException {
        ObjectNode request = (ObjectNode) JSON.readTree(exchange.getRequestBody());
        String target = header(exchange, "X-Amz-Target");
        String operation = target.substring(target.indexOf('.') + 1);
        boolean transaction = operation.equals("TransactWriteItems");
        List<JsonNode> actions = transaction ? actions(request) : List.of();
        List<Long> before = sizes(actions);
        HttpResponse<byte[]> answer = forward(exchange, request.put("ReturnConsumedCapacity", "TOTAL"));
        if (answer.statusCode() != 200 && !transaction && isRefusedCondition(answer)) {
            add(exchange, REFUSED_CONDITION);
        } else if (answer.statusCode() != 200) {
            refused.add(new String(answer.body(), StandardCharsets.UTF_8));
        } else if (transaction) {
            add(exchange, new Consumed(0, written(exchange, request, before, sizes(actions))));
        } else {
            JsonNode capacity = JSON.readTree(answer.body()).path("ConsumedCapacity");
            Consumed reported = operation.equals(BATCH) ? ofBatch(request, capacity) : reported(operation, capacity);
            add(exchange, reported);
            if (reported.writeUnits() > 0) {
                writes.add(new Write(caller(exchange), operation, sortKey(request), 1, reported.writeUnits()));
            }
        }
        answer.headers()
                .firstValue("x-amz-crc32")
                .ifPresent(sum -> exchange.getResponseHeaders().set("x-amz-crc32", sum));
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }

    /** An item that is not there costs a unit at AWS, as everywhere; all are read consistently. */
    private static Consumed ofBatch(JsonNode request, JsonNode tables) {
        double units = tables.valueStream()
                .mapToDouble(table -> table.path("CapacityUnits").asDouble())
                .sum();
        int keys = request.path("RequestItems")
                .valueStream()
                .mapToInt(table -> table.path("Keys").size())
                .sum();
        return new Consumed(Math.max(units, keys), 0);
    }

    /** A query that finds nothing costs a unit at AWS. */
    private static Consumed reported(String operation, JsonNode capacity) {
        if (!capacity.has("CapacityUnits")) {
            throw new IllegalStateException(operation + " reports no capacity");
        }
        double units = capacity.path("CapacityUnits").asDouble();
        return operation.equals("GetItem") || operation.equals("Query")
                ? new Consumed(units == 0 ? 1 : units, 0)
                : new Consumed(0, units);
    }

    /** One unit for each 1 KB of the larger of both, and each twice: to prepare it and to commit it. */
    private double written(HttpExchange exchange, JsonNode request, List<Long> before, List<Long> after) {
        double units = 0;
        for (int i = 0; i < before.size(); i++) {
            long bytes = Math.max(1, Math.max(before.get(i), after.get(i)));
            JsonNode action = request.path("TransactItems").get(i);
            Write write = new Write(
                    caller(exchange),
                    action.fieldNames().next(),
                    sortKey(action.elements().next()),
                    before.size(),
                    2 * Math.ceilDiv(bytes, 1024L));
            writes.add(write);
            units += write.units();
        }
        return units;
    }

    private static List<JsonNode> actions(JsonNode request) {
        return request.path("TransactItems")
                .valueStream()
                .map(action -> action.elements().next())
                .toList();
    }

    private static JsonNode key(JsonNode action) {
        return action.has("Key") ? action.path("Key") : action.path("Item");
    }

    private static String sortKey(JsonNode action) {
        return key(action).path("sk").path("S").asText();
    }

    private List<Long> sizes(List<JsonNode> actions) {
        return actions.stream()
                .map(action -> {
                    JsonNode key = key(action);
                    return items.size(
                            action.path("TableName").asText(),
                            key.path("pk").path("S").asText(),
                            key.path("sk").path("S").asText());
                })
                .toList();
    }

    private synchronized void add(HttpExchange exchange, Consumed consumed) {
        byCaller.merge(caller(exchange), consumed, Consumed::plus);
    }

    private static String caller(HttpExchange exchange) {
        return header(exchange, "X-Amz-Security-Token");
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, JsonNode body) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(service).POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        HEADERS.forEach(name -> request.header(name, header(exchange, name)));
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
    }
}
