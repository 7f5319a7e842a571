package org.mfasender.local.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Amazon EventBridge in memory, for {@code PutEvents}: takes events on the bus {@code default} and those that are created here, and keeps
 * the newest of them. An entry that it refuses is one of an answer with 200, as at AWS.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html">Sending events with PutEvents</a>
 */
public final class LocalEventBridge implements AutoCloseable {

    private static final int MOST_ENTRIES = 10;
    private static final int LARGEST_REQUEST = 256 * 1024;
    private static final int OF_A_TIME = 14;
    private static final int MOST_KEPT = 10_000;

    private final Set<String> buses = ConcurrentHashMap.newKeySet();
    private final Deque<PublishedEvent> events = new ArrayDeque<>();
    private final AtomicInteger throttled = new AtomicInteger();
    private final Consumer<PublishedEvent> listener;
    private final AtomicInteger requests = new AtomicInteger();
    private final AwsJsonServer server;

    private LocalEventBridge(Consumer<PublishedEvent> listener) throws IOException {
        this.listener = listener;
        this.server = AwsJsonServer.start("AWSEvents", "1.1", Map.of("PutEvents", this::putEvents));
        buses.add("default");
    }

    /**
     * Starts on a free port.
     *
     * @param listener gets each event that is taken
     */
    public static LocalEventBridge start(Consumer<PublishedEvent> listener) throws IOException {
        return new LocalEventBridge(listener);
    }

    /** The endpoint override for an SDK client. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** Creates a bus. */
    public void createBus(String name) {
        buses.add(name);
    }

    /** Deletes a bus; what is sent to it then is refused. */
    public void deleteBus(String name) {
        buses.remove(name);
    }

    /** Throttles the next entries. */
    public void throttle(int entries) {
        throttled.set(entries);
    }

    /** How many calls there were. */
    public int requests() {
        return requests.get();
    }

    /** What was taken, the oldest first. */
    public List<PublishedEvent> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private JsonNode putEvents(ObjectNode request) throws AwsError {
        requests.incrementAndGet();
        JsonNode entries = request.path("Entries");
        if (!entries.isArray() || entries.isEmpty() || entries.size() > MOST_ENTRIES) {
            throw new AwsError(
                    "ValidationException",
                    "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length"
                            + " between 1 and 10");
        }
        if (size(entries) > LARGEST_REQUEST) {
            throw new AwsError("ValidationException", "Total size of the entries in the request is over the limit.");
        }
        ObjectNode answer = Answer.object();
        ArrayNode results = answer.putArray("Entries");
        int failed = 0;
        for (JsonNode entry : entries) {
            try {
                results.addObject().put("EventId", take(entry).id());
            } catch (AwsError refusal) {
                failed++;
                results.remove(results.size() - 1);
                results.addObject().put("ErrorCode", refusal.type()).put("ErrorMessage", refusal.text());
            }
        }
        return answer.put("FailedEntryCount", failed);
    }

    private PublishedEvent take(JsonNode entry) throws AwsError {
        if (throttled.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new AwsError("ThrottlingException", "Rate exceeded");
        }
        String source = required(entry, "Source");
        if (source.startsWith("aws.")) {
            throw new AwsError("NotAuthorizedForSourceException", "Not authorized for the source.");
        }
        String bus = entry.path("EventBusName").asText("default").replaceFirst("^arn:.*:event-bus/", "");
        PublishedEvent event = new PublishedEvent(
                UUID.randomUUID().toString(),
                bus,
                source,
                required(entry, "DetailType"),
                time(entry),
                detail(required(entry, "Detail")));
        if (!buses.contains(bus)) {
            throw new AwsError("ResourceNotFoundException", "Event bus " + bus + " does not exist.");
        }
        synchronized (events) {
            events.add(event);
            if (events.size() > MOST_KEPT) {
                events.remove();
            }
        }
        listener.accept(event);
        return event;
    }

    private static String required(JsonNode entry, String member) throws AwsError {
        String text = entry.path(member).asText();
        if (text.isEmpty()) {
            throw new AwsError(
                    "InvalidArgument",
                    "Parameter " + member + " is not valid. Reason: " + member + " is a required argument.");
        }
        return text;
    }

    private static Instant time(JsonNode entry) {
        JsonNode time = entry.path("Time");
        return time.isNumber() ? Instant.ofEpochMilli(Math.round(time.doubleValue() * 1000)) : Instant.now();
    }

    private static JsonNode detail(String text) throws AwsError {
        @Nullable JsonNode detail;
        try {
            detail = AwsJsonServer.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            detail = null;
        }
        if (detail == null || !detail.isObject()) {
            throw new AwsError("MalformedDetail", "Detail is malformed.");
        }
        return detail;
    }

    /** As AWS counts it: 14 bytes for a time, and the bytes of the texts. */
    private static int size(JsonNode entries) {
        int size = 0;
        for (JsonNode entry : entries) {
            size += entry.has("Time") ? OF_A_TIME : 0;
            for (String member : List.of("Source", "DetailType", "Detail")) {
                size += entry.path(member).asText().getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return size;
    }
}
