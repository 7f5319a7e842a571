package org.mfasender.webhooks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mfasender.messages.delivery.Message;
import org.mfasender.messages.delivery.MessageState;
import org.mfasender.messages.delivery.RefusalCause;
import org.mfasender.messages.delivery.UnrequestedPasscode;
import org.mfasender.messages.recipients.Countries;
import org.mfasender.messages.recipients.EnvironmentKeys;
import org.mfasender.messages.recipients.RefusedRecipientStore;
import org.mfasender.messages.storage.StatusStore;
import org.mfasender.messages.storage.StatusStore.Reported;
import org.mfasender.messages.storage.UnrequestedPasscodeStore;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.Sha256;
import org.mfasender.platform.TimeBudget;
import org.mfasender.platform.observe.WebhookEvent;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.webhooks.Webhook.NotRequested;
import org.mfasender.webhooks.Webhook.Status;
import org.mfasender.webhooks.events.AccountEvent;
import org.mfasender.webhooks.events.AccountEventStore;

/** Records what webhooks say. All of it may be repeated: what could not be recorded is delivered again, with the rest. */
public final class WebhookRecorder {

    /** As many as the SDK's client has connections, less some for others. */
    private static final int AT_ONCE = 32;

    private final StatusStore statuses;
    private final UnrequestedPasscodeStore unrequested;
    private final RefusedRecipientStore refusedRecipients;
    private final AccountEventStore accountEvents;
    private final MalformedWebhookStore malformed;
    private final EnvironmentKeys keys;
    private final Clock clock;

    public WebhookRecorder(
            StatusStore statuses,
            UnrequestedPasscodeStore unrequested,
            RefusedRecipientStore refusedRecipients,
            AccountEventStore accountEvents,
            MalformedWebhookStore malformed,
            EnvironmentKeys keys,
            Clock clock) {
        this.statuses = statuses;
        this.unrequested = unrequested;
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
     * @param statistics to which is added what was in it: also when not everything could be recorded, since what was is not new when
     *     Meta repeats it
     */
    void record(Webhook webhook, Set<EnvironmentId> signedFor, Statistics statistics) {
        List<Status> own = webhook.statuses().stream()
                .filter(status -> signedFor.contains(status.environment()))
                .toList();
        all(parts(webhook, own, signedFor, statistics));
        statistics.count(WebhookEvent.NOTED, webhook.noted());
        statistics.count(WebhookEvent.UNKNOWN, webhook.unknown());
        statistics.count(
                WebhookEvent.FOREIGN, webhook.foreign() + webhook.statuses().size() - own.size());
    }

    /** What may be recorded side by side; first that for which somebody may be waiting. */
    private List<Runnable> parts(
            Webhook webhook, List<Status> own, Set<EnvironmentId> signedFor, Statistics statistics) {
        List<Runnable> parts = new ArrayList<>();
        own.stream()
                .collect(Collectors.groupingBy(Status::messageId, LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(ofOne -> parts.add(() -> ofOne.forEach(status -> record(status, statistics))));
        for (NotRequested each : webhook.notRequested()) {
            signedFor.forEach(environment -> parts.add(() -> statistics.count(each, record(environment, each))));
        }
        for (AccountEvent event : webhook.events()) {
            signedFor.forEach(environment ->
                    parts.add(() -> statistics.count(event, accountEvents.record(environment, event, clock.now()))));
        }
        return parts;
    }

    /** Meta waits for a second, and a webhook may have a thousand parts. What fails keeps no other from being recorded. */
    private static void all(List<Runnable> parts) {
        if (parts.size() <= 1) {
            parts.forEach(Runnable::run);
            return;
        }
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(
                Math.min(AT_ONCE, parts.size()), Thread.ofVirtual().factory())) {
            parts.forEach(part -> running.add(threads.submit(TimeBudget.keeping(part))));
        }
        for (Future<?> each : running) {
            if (each.state() != Future.State.SUCCESS) {
                throw new IllegalStateException(
                        "Not everything could be recorded",
                        each.state() == Future.State.FAILED ? each.exceptionNow() : null);
            }
        }
    }

    /** Which of the environments with this app has sent it, Meta does not say. */
    private boolean record(EnvironmentId environment, NotRequested notRequested) {
        Instant now = clock.now();
        Instant at = notRequested.at().isBefore(now) ? notRequested.at() : now;
        return unrequested.record(
                new UnrequestedPasscode(
                        environment,
                        keys.of(environment).hash("wamid", notRequested.wamid().reveal()),
                        at,
                        notRequested.sender() == null
                                ? null
                                : Countries.ofWaId(notRequested.sender().reveal())),
                now);
    }

    /** Keeps what may be known of a webhook that cannot be read. */
    void keepAside(String appId, byte[] body, String place) {
        malformed.keep(appId, place, body.length, Sha256.of(body), clock.now());
    }

    private void record(Status status, Statistics statistics) {
        Instant now = clock.now();
        Reported reported = statuses.report(status.environment(), status.messageId(), status.status(), now);
        statistics.count(status.status(), reported);
        rememberRecipient(status, reported.message(), now);
    }

    /** Also when the status was known: the process that recorded it may have died then. */
    private void rememberRecipient(Status status, Message known, Instant now) {
        String hash = hash(status, known);
        if (hash == null) {
            return;
        }
        Instant reported = status.status().at();
        Instant at = reported.isBefore(now) ? reported : now;
        switch (status.status().state()) {
            case DELIVERED, READ -> refusedRecipients.forget(status.environment(), hash, at, now);
            case FAILED -> {
                if (isWithoutWhatsApp(known)) {
                    refusedRecipients.remember(status.environment(), hash, at, now);
                }
            }
            default -> {}
        }
    }

    private @Nullable String hash(Status status, Message known) {
        if (known.sending() != null) {
            return known.sending().addressee().hash();
        }
        Secret recipient = status.recipient();
        return recipient == null ? null : keys.of(status.environment()).hashOfWaId(recipient.reveal());
    }

    private static boolean isWithoutWhatsApp(Message message) {
        return message.state() == MessageState.FAILED
                && message.refusal() != null
                && message.refusal().cause() == RefusalCause.NOT_ON_WHATSAPP;
    }
}
