package org.mfasender.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.messages.delivery.Message;
import org.mfasender.messages.delivery.Message.Sending;
import org.mfasender.messages.delivery.MessageState;
import org.mfasender.messages.delivery.Refusal;
import org.mfasender.messages.delivery.RefusalCause;
import org.mfasender.messages.storage.MessageStore;
import org.mfasender.messages.storage.MessageStore.Changed;
import org.mfasender.platform.dynamodb.ItemChange;
import org.mfasender.platform.events.BusEvent;

/** Publishes that Meta took a passcode and could not deliver it, so that another channel is used. */
final class UndeliveredPasscodes implements EventSource {

    private static final String DETAIL_TYPE = "Passcode Undelivered";
    private static final String VERSION = "1";

    /**
     * What is published.
     *
     * @param id the same for the same message, however often it is published
     * @param cause as in the answer to a message that was refused
     * @param country of the recipient, ISO 3166-1 alpha-2
     * @param correlationId the caller's; null when it gave none
     * @param failedAt by Meta's clock
     */
    record Detail(
            String version,
            UUID id,
            String environmentId,
            UUID messageId,
            String purpose,
            String cause,
            String country,
            @Nullable String correlationId,
            Instant createdAt,
            @Nullable Instant failedAt) {

        static Detail of(Message message, Sending sending) {
            Refusal refusal = message.refusal();
            return new Detail(
                    VERSION,
                    UUID.nameUUIDFromBytes(("undelivered/" + message.environmentId() + "/" + message.id())
                            .getBytes(StandardCharsets.UTF_8)),
                    message.environmentId().toString(),
                    message.id(),
                    sending.purpose().toString(),
                    (refusal == null ? RefusalCause.OTHER : refusal.cause()).name(),
                    sending.addressee().country(),
                    sending.correlationId(),
                    sending.createdAt(),
                    message.reportedAt());
        }
    }

    @Override
    public Optional<BusEvent> event(ItemChange change) {
        return newlyKnown(change)
                .map(detail -> new BusEvent(
                        DETAIL_TYPE, detail.failedAt() == null ? detail.createdAt() : detail.failedAt(), detail));
    }

    /** Both must be known: that it failed, and whose it is. Either may be recorded first. */
    private static Optional<Detail> newlyKnown(ItemChange change) {
        return MessageStore.changed(change)
                .filter(changed ->
                        changed.before() == null || known(changed.before()).isEmpty())
                .map(Changed::after)
                .flatMap(UndeliveredPasscodes::known);
    }

    private static Optional<Detail> known(Message message) {
        return Optional.ofNullable(message.sending())
                .filter(sending -> message.state() == MessageState.FAILED)
                .map(sending -> Detail.of(message, sending));
    }
}
