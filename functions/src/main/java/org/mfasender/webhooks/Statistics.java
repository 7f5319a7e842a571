package org.mfasender.webhooks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mfasender.messages.delivery.DeliveryStatus;
import org.mfasender.messages.delivery.DeliveryStatus.Pricing;
import org.mfasender.messages.delivery.Message;
import org.mfasender.messages.delivery.Message.Sending;
import org.mfasender.messages.delivery.MessageState;
import org.mfasender.messages.storage.StatusStore.Reported;
import org.mfasender.platform.observe.Observation;
import org.mfasender.platform.observe.WebhookEvent;
import org.mfasender.webhooks.Webhook.NotRequested;
import org.mfasender.webhooks.events.AccountEvent;

/**
 * What was in a webhook, for metrics. Each end of a message and each price is counted once, however often Meta repeats it. Threads may
 * count side by side.
 */
final class Statistics {

    private static final String UNKNOWN = "unknown";

    private final Map<WebhookEvent, Integer> events = new EnumMap<>(WebhookEvent.class);
    private final Map<AccountEvent, Boolean> ofAccounts = new HashMap<>();
    private final Map<NotRequested, Boolean> notRequested = new HashMap<>();
    private final Map<End, Integer> ends = new HashMap<>();
    private final Map<Charge, Integer> charges = new HashMap<>();
    private final List<Duration> durations = new ArrayList<>();

    /** How a message ended, {@code DELIVERED} or {@code FAILED}. */
    private record End(WebhookEvent event, String country) {}

    private record Charge(String category, String country) {}

    synchronized void count(WebhookEvent event, int number) {
        if (number > 0) {
            events.merge(event, number, Integer::sum);
        }
    }

    /** Counts an event once, for however many environments it is recorded; {@code recorded}: whether it was new for one of them. */
    synchronized void count(AccountEvent event, boolean recorded) {
        ofAccounts.merge(event, recorded, Boolean::logicalOr);
    }

    /** Counts that a recipient did not ask for a code, as {@link #count(AccountEvent, boolean)} counts. */
    synchronized void count(NotRequested word, boolean recorded) {
        notRequested.merge(word, recorded, Boolean::logicalOr);
    }

    /** Counts what came of a status. */
    synchronized void count(DeliveryStatus status, Reported reported) {
        Message message = reported.message();
        Sending sending = message.sending();
        String country = sending == null ? UNKNOWN : sending.addressee().country();
        count(reported.changed() ? event(status.state()) : WebhookEvent.OUTDATED, 1);
        if (reported.changed() && status.state() == MessageState.FAILED) {
            ends.merge(new End(WebhookEvent.FAILED, country), 1, Integer::sum);
        }
        if (reported.changed() && hasArrived(status.state()) && !hasArrived(reported.before())) {
            ends.merge(new End(WebhookEvent.DELIVERED, country), 1, Integer::sum);
            if (status.state() == MessageState.DELIVERED && sending != null) {
                Duration duration = Duration.between(sending.createdAt(), status.at());
                durations.add(duration.isNegative() ? Duration.ZERO : duration);
            }
        }
        Pricing pricing = message.pricing();
        if (reported.priced() && pricing != null && pricing.billable()) {
            String category = pricing.category() == null ? UNKNOWN : pricing.category();
            charges.merge(new Charge(category, country), 1, Integer::sum);
        }
    }

    synchronized void writeTo(Observation observation) {
        ofAccounts.values().forEach(recorded -> count(recorded ? WebhookEvent.ACCOUNT : WebhookEvent.OUTDATED, 1));
        ofAccounts.clear();
        notRequested
                .values()
                .forEach(recorded -> count(recorded ? WebhookEvent.NOT_REQUESTED : WebhookEvent.OUTDATED, 1));
        notRequested.clear();
        observation.webhookEvents(events);
        ends.forEach((end, count) -> observation.deliveries(end.event(), end.country(), count));
        charges.forEach((charge, count) -> observation.billed(charge.category(), charge.country(), count));
        observation.deliveryDurations(durations);
    }

    private static boolean hasArrived(@Nullable MessageState state) {
        return state == MessageState.DELIVERED || state == MessageState.READ;
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
