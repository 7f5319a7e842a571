package org.mfasender.local.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.mfasender.local.graph.webhooks.Webhooks;

/**
 * Many statuses of messages, as Meta reports them: some in one delivery, and several deliveries at once.
 *
 * @param environment that has sent the messages
 */
public record WebhookLoad(Webhooks webhooks, URI callback, String appSecret, UUID environment) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_ATTEMPTS = 10;
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** A status of a message, in Meta's word. */
    public record Status(UUID message, String word) {}

    /** The statuses in deliveries of that size. */
    public static List<List<Status>> batches(List<Status> statuses, int size) {
        List<List<Status>> batches = new ArrayList<>();
        for (int i = 0; i < statuses.size(); i += size) {
            batches.add(statuses.subList(i, Math.min(i + size, statuses.size())));
        }
        return batches;
    }

    /**
     * Delivers them, so many at once, and repeats what is not answered with 200.
     *
     * @return how long it took
     * @throws IOException when one is not answered with 200 in the end
     */
    public Duration deliver(List<List<Status>> deliveries, int atOnce) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        List<Future<Boolean>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
            for (List<Status> each : deliveries) {
                byte[] body = body(each);
                running.add(threads.submit(() -> isDelivered(body)));
            }
            for (Future<Boolean> each : running) {
                if (!each.get()) {
                    throw new IOException("A webhook was not taken");
                }
            }
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private boolean isDelivered(byte[] body) throws InterruptedException {
        for (int i = 0; i < MOST_ATTEMPTS; i++) {
            if (webhooks.deliver(callback, body, appSecret)) {
                return true;
            }
            Thread.sleep(PAUSE);
        }
        return false;
    }

    private byte[] body(List<Status> statuses) {
        ObjectNode root = JSON.createObjectNode().put("object", "whatsapp_business_account");
        ObjectNode change = root.putArray("entry")
                .addObject()
                .put("id", "1")
                .putArray("changes")
                .addObject()
                .put("field", "messages");
        ArrayNode reported =
                change.putObject("value").put("messaging_product", "whatsapp").putArray("statuses");
        String now = Long.toString(Instant.now().getEpochSecond());
        for (Status status : statuses) {
            reported.addObject()
                    .put("id", "wamid.x")
                    .put("status", status.word())
                    .put("timestamp", now)
                    .put("biz_opaque_callback_data", environment + "/" + status.message());
        }
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }
}
