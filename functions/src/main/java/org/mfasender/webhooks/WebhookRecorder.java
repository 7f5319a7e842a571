package org.mfasender.webhooks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.mfasender.messages.delivery.Message;
import org.mfasender.messages.delivery.MessageState;
import org.mfasender.messages.delivery.RefusalCause;
import org.mfasender.messages.recipients.EnvironmentKeys;
import org.mfasender.messages.recipients.RefusedRecipientStore;
import org.mfasender.messages.storage.StatusStore;
import org.mfasender.messages.storage.StatusStore.Reported;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.Sha256;
import org.mfasender.platform.observe.WebhookEvent;
import org.mfasender.webhooks.Webhook.Status;
import org.mfasender.webhooks.events.AccountEvent;
import org.mfasender.webhooks.events.AccountEventStore;

/** Records what webhooks say. All of it may be repeated: what could not be recorded is delivered again, with the rest. */
public final class WebhookRecorder {

    /** As many as the SDK's client has connections, less some for others. */
    private static final int AT_ONCE = 32;

    private final StatusStore statuses;
    private final RefusedRecipientStore refusedRecipients;
    private final AccountEventStore accountEvents;
    private final MalformedWebhookStore malformed;
    private final EnvironmentKeys keys;
    private final Clock clock;

    public WebhookRecorder(
            StatusStore statuses,
            RefusedRecipientStore refusedRecipients,
            AccountEventStore accountEvents,
            MalformedWebhookStore malformed,
            EnvironmentKeys keys,
            Clock clock) {
        this.statuses = statuses;
        this.refusedRecipients = refusedRecipients;
        this.accountEvents = accountEvents;
        this.malformed = malformed;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Records a webhook.
     *
     * @param signedFor environments that it may concern
     * @return what was in it, by counts
     */
    Map<WebhookEvent, Integer> record(Webhook webhook, Set<EnvironmentId> signedFor) {
        Map<WebhookEvent, Integer> counts = new EnumMap<>(WebhookEvent.class);
        count(counts, WebhookEvent.NOT_REQUESTED, webhook.notRequested());
        count(counts, WebhookEvent.UNKNOWN, webhook.unknown());
        count(counts, WebhookEvent.NOTED, webhook.noted());
        for (AccountEvent event : webhook.events()) {
            count(counts, recorded(event, signedFor), 1);
        }
        List<Status> own = webhook.statuses().stream()
                .filter(status -> signedFor.contains(status.environment()))
                .toList();
        count(
                counts,
                WebhookEvent.FOREIGN,
                webhook.foreign() + webhook.statuses().size() - own.size());
        for (WebhookEvent event : recorded(own)) {
            count(counts, event, 1);
        }
        return counts;
    }

    /** Keeps what may be known of a webhook that cannot be read. */
    void keepAside(String appId, byte[] body, String place) {
        malformed.keep(appId, place, body.length, Sha256.of(body), clock.now());
    }

    private static void count(Map<WebhookEvent, Integer> counts, WebhookEvent event, int number) {
        if (number > 0) {
            counts.merge(event, number, Integer::sum);
        }
    }

    /** Meta waits for a second, and a webhook may have a thousand statuses: those of different messages are recorded side by side. */
    private List<WebhookEvent> recorded(List<Status> own) {
        List<List<Status>> byMessage = List.copyOf(
                own.stream().collect(Collectors.groupingBy(Status::messageId)).values());
        if (byMessage.size() <= 1) {
            return own.stream().map(this::recorded).toList();
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(
                Math.min(AT_ONCE, byMessage.size()), Thread.ofVirtual().factory())) {
            List<Future<List<WebhookEvent>>> running = byMessage.stream()
                    .map(statusesOfOne -> threads.submit(
                            () -> statusesOfOne.stream().map(this::recorded).toList()))
                    .toList();
            return awaited(running);
        }
    }

    private static List<WebhookEvent> awaited(List<Future<List<WebhookEvent>>> running) {
        List<WebhookEvent> events = new ArrayList<>();
        try {
            for (Future<List<WebhookEvent>> each : running) {
                events.addAll(each.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Not everything could be recorded", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return events;
    }

    /** For each environment that it may concern: which of them has the account, is not known here. */
    private WebhookEvent recorded(AccountEvent event, Set<EnvironmentId> signedFor) {
        long recorded = signedFor.stream()
                .filter(environment -> accountEvents.record(environment, event, clock.now()))
                .count();
        return recorded > 0 ? WebhookEvent.ACCOUNT : WebhookEvent.OUTDATED;
    }

    private WebhookEvent recorded(Status status) {
        Reported reported = statuses.report(status.environment(), status.messageId(), status.status(), clock.now());
        rememberRecipient(status, reported.message());
        return reported.changed() ? event(status.status().state()) : WebhookEvent.OUTDATED;
    }

    /** Also when the status was known: the process that recorded it may have died then. */
    private void rememberRecipient(Status status, Message known) {
        if (known.state() != MessageState.FAILED
                || known.refusal() == null
                || known.refusal().cause() != RefusalCause.NOT_ON_WHATSAPP) {
            return;
        }
        Instant since = status.status().at();
        if (known.sending() != null) {
            refusedRecipients.remember(
                    status.environment(), known.sending().addressee().hash(), since);
        } else if (status.recipient() != null) {
            String hash =
                    keys.of(status.environment()).hashOfWaId(status.recipient().reveal());
            refusedRecipients.remember(status.environment(), hash, since);
        }
    }

    private static WebhookEvent event(MessageState state) {
        return switch (state) {
            case SENT -> WebhookEvent.SENT;
            case DELIVERED -> WebhookEvent.DELIVERED;
            case READ -> WebhookEvent.READ;
            case FAILED -> WebhookEvent.FAILED;
            case SENDING, UNKNOWN, REFUSED, ACCEPTED, EXPIRED, OTHER -> WebhookEvent.UNKNOWN;
        };
    }
}
