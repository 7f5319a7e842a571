package org.mfasender.local.graph.webhooks;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.messages.SentMessage;
import org.mfasender.local.graph.world.MetaApp;
import org.mfasender.local.graph.world.World;

/**
 * Reports what becomes of messages to the callback of an account's app. A script says what is reported when, how often, and what is
 * lost; what is not answered with 200 is repeated after growing pauses, which are shorter than Meta's.
 */
public final class Webhooks implements AutoCloseable {

    private static final int MOST_ATTEMPTS = 12;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    private final World world;
    private final WebhookClient client = new WebhookClient();
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Function<SentMessage, List<Delivery>> script = Webhooks::usual;

    private record Subscription(String appId, URI callback) {}

    /** Nothing is subscribed. */
    public Webhooks(World world) {
        this.world = world;
    }

    /** Reports the messages of a WhatsApp Business Account to an app's callback from now on. */
    public void subscribe(String wabaId, String appId, URI callback) {
        subscriptions.put(wabaId, new Subscription(appId, callback));
    }

    /** Replaces the usual course, in which a message is sent and delivered, or fails. */
    public void script(Function<SentMessage, List<Delivery>> next) {
        script = next;
    }

    /** Forgets subscriptions and script. What is under way is still delivered. */
    public void clear() {
        subscriptions.clear();
        script = Webhooks::usual;
    }

    /** How many deliveries are still to come, repeated ones included. */
    public int pending() {
        return pending.get();
    }

    /** To be called with each message that is accepted. */
    public void accepted(SentMessage message) {
        Subscription subscription = subscriptions.get(message.wabaId());
        if (subscription == null) {
            return;
        }
        for (Delivery delivery : script.apply(message)) {
            byte[] body = StatusPayload.of(message, delivery.status(), time(message, delivery));
            for (int i = 0; i < delivery.times(); i++) {
                pending.incrementAndGet();
                schedule(subscription, body, 1, delivery.delay());
            }
        }
    }

    /** What Meta's own handshake is answered with; null when the address does not confirm the verify token. */
    public @Nullable String handshake(URI callback, String verifyToken, String challenge) {
        return client.handshake(callback, verifyToken, challenge);
    }

    /** Delivers any body once, signed with a secret; whether it was answered with 200. */
    public boolean deliver(URI callback, byte[] body, String appSecret) {
        return client.deliver(callback, body, appSecret);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.close();
    }

    private void schedule(Subscription subscription, byte[] body, int attempt, Duration delay) {
        threads.execute(() -> {
            try {
                Thread.sleep(delay);
                deliver(subscription, body, attempt);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void deliver(Subscription subscription, byte[] body, int attempt) {
        boolean done = world.find(subscription.appId()).orElse(null) instanceof MetaApp app
                && client.deliver(subscription.callback(), body, app.secret());
        if (done || attempt == MOST_ATTEMPTS) {
            pending.decrementAndGet();
        } else {
            schedule(subscription, body, attempt + 1, FIRST_PAUSE.multipliedBy(attempt));
        }
    }

    private static List<Delivery> usual(SentMessage message) {
        return message.failure() == null
                ? List.of(Delivery.of("sent"), Delivery.of("delivered"))
                : List.of(Delivery.of("failed"));
    }

    /** Meta's clock has seconds; each status has its own. */
    private static Instant time(SentMessage message, Delivery delivery) {
        return message.time()
                .plusSeconds(List.of("sent", "failed", "delivered", "read").indexOf(delivery.status()));
    }
}
