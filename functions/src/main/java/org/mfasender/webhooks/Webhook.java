package org.mfasender.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.messages.delivery.DeliveryStatus;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.webhooks.events.AccountEvent;

/**
 * What a webhook says.
 *
 * @param events what it reports of templates, numbers and accounts
 * @param noted how much of that is known, and changes nothing here
 * @param notRequested recipients who say that they asked for no code
 * @param foreign how many statuses are of messages that this system has not sent
 * @param unknown how much of it this system does not know
 */
record Webhook(
        List<Status> statuses,
        List<AccountEvent> events,
        int noted,
        List<NotRequested> notRequested,
        int foreign,
        int unknown) {

    /**
     * A status of a message.
     *
     * @param environment that has sent it, as the message says
     * @param recipient the recipient's number in digits; null when Meta leaves it out
     */
    record Status(
            EnvironmentId environment,
            UUID messageId,
            DeliveryStatus status,
            @Nullable Secret recipient) {}

    /**
     * A recipient's word that the code was not asked for.
     *
     * @param wamid Meta's ID of the message with the code
     * @param sender the recipient's number in digits; null when Meta leaves it out
     */
    record NotRequested(Secret wamid, @Nullable Secret sender, Instant at) {}

    Webhook {
        statuses = List.copyOf(statuses);
        notRequested = List.copyOf(notRequested);
        events = List.copyOf(events);
    }

    /** Whether something in it does not name its environment: it concerns all for whom the webhook is signed. */
    boolean concernsAll() {
        return !events.isEmpty() || !notRequested.isEmpty();
    }
}
