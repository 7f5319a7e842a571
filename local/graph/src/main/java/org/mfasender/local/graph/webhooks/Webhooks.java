package org.mfasender.local.graph.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.messages.SentMessage;
import org.mfasender.local.graph.world.AppSubscription;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;

/**
 * Reports what becomes of messages, templates, numbers and accounts to the apps that are linked and subscribed. A script says what is
 * reported of a message when, how often, and what is lost.
 */
public final class Webhooks implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Webhooks.class.getName());
    private static final String MESSAGES = "messages";
    private static final Duration GLANCE = Duration.ofMillis(250);

    private final World world;
    private final WebhookClient client = new WebhookClient();
    private final Dispatcher dispatcher = new Dispatcher(client);
    private final TemplateWatch templates;
    private final Thread watcher;
    private final Map<String, List<Delivery>> courses = new ConcurrentHashMap<>();
    private volatile Function<SentMessage, List<Delivery>> script = Webhooks::usual;

    /** Nothing is subscribed. */
    public Webhooks(World world) {
        this.world = world;
        this.templates = new TemplateWatch(world);
        this.watcher = Thread.ofVirtual().start(this::watchOn);
    }

    /** Links an app to a WhatsApp Business Account and subscribes it to everything, without asking the callback. */
    public void subscribe(String wabaId, String appId, URI callback) {
        world.app(appId).subscribe(new AppSubscription(callback, Fields.ALL), false);
        world.waba(wabaId).link(appId, "");
        watch();
    }

    /** Replaces the usual course, in which a message is sent and delivered, or fails. */
    public void script(Function<SentMessage, List<Delivery>> next) {
        script = next;
    }

    /** Replaces the course of one account's messages; null = as all others. */
    public void script(String wabaId, @Nullable List<Delivery> course) {
        if (course == null) {
            courses.remove(wabaId);
        } else {
            courses.put(wabaId, List.copyOf(course));
        }
    }

    /** Forgets the scripts. What is under way is still delivered. */
    public void clear() {
        templates.clear();
        courses.clear();
        script = Webhooks::usual;
    }

    /** How many deliveries are still to come, repeated ones included. */
    public int pending() {
        return dispatcher.pending();
    }

    /** To be called with each message that is accepted. */
    public void accepted(SentMessage message) {
        PhoneNumber number = world.find(message.numberId()).orElse(null) instanceof PhoneNumber found ? found : null;
        List<Recipient> recipients = Recipient.of(world, world.waba(message.wabaId()), MESSAGES, number);
        if (recipients.isEmpty()) {
            return;
        }
        List<Delivery> own = courses.get(message.wabaId());
        for (Delivery delivery : own == null ? script.apply(message) : own) {
            JsonNode value = StatusPayload.of(message, delivery.status(), time(message, delivery));
            byte[] body = Envelope.of(message.wabaId(), MESSAGES, value, null);
            recipients.forEach(recipient -> dispatcher.deliver(recipient, body, delivery.delay(), delivery.times()));
        }
    }

    /**
     * Reports an event.
     *
     * @param value as Meta's reference of the field shows it
     * @return to how many apps
     */
    public int happened(Waba waba, String field, JsonNode value, Duration delay, int times) {
        List<Recipient> recipients = Recipient.of(world, waba, field, null);
        byte[] body = Envelope.of(waba.id(), field, value, Fields.OF_MESSAGES.contains(field) ? null : world.now());
        recipients.forEach(recipient -> dispatcher.deliver(recipient, body, delay, times));
        return recipients.size();
    }

    /** Reports what has become of the templates of linked accounts; what has been there is no news. */
    public void watch() {
        world.wabas().stream()
                .filter(waba -> !waba.linkedApps().isEmpty())
                .forEach(waba ->
                        templates.look(waba, (of, field, value) -> happened(of, field, value, Duration.ZERO, 1)));
    }

    private void watchOn() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(GLANCE);
                watch();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // An account may be removed at this moment; the next look finds what there is.
                LOGGER.log(System.Logger.Level.DEBUG, "Templates could not be looked at", e);
            }
        }
    }

    /** Whether a callback confirms a verify token, as Meta asks before it stores a callback. */
    public boolean confirms(URI callback, String verifyToken) {
        String challenge = Long.toString(UUID.randomUUID().getMostSignificantBits() >>> 20);
        return challenge.equals(client.handshake(callback, verifyToken, challenge));
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
        watcher.interrupt();
        dispatcher.close();
        client.close();
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
