package org.mfasender.messages.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.messages.delivery.DeliveryStatus;
import org.mfasender.messages.delivery.DeliveryStatus.Pricing;
import org.mfasender.messages.delivery.Message;
import org.mfasender.messages.delivery.Message.Addressee;
import org.mfasender.messages.delivery.Message.Content;
import org.mfasender.messages.delivery.Message.Sending;
import org.mfasender.messages.delivery.MessageState;
import org.mfasender.messages.delivery.Refusal;
import org.mfasender.messages.delivery.RefusalCause;
import org.mfasender.messages.delivery.TimeToLive;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.StoredRecord;
import org.mfasender.platform.meta.MetaError;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.ServingContent.Match;

/**
 * A message as it is stored. A status of Meta's may be stored first, so that any member may be missing.
 *
 * @param expiresAt in seconds since 1970
 */
record MessageItem(
        @Nullable String state,
        @Nullable String cause,
        @Nullable Integer metaCode,
        @Nullable Integer metaSubcode,
        @Nullable String metaTraceId,
        @Nullable SendingItem sending,
        @Nullable String wamidHash,
        @Nullable Instant reportedAt,
        @Nullable PricingItem pricing,
        long expiresAt)
        implements StoredRecord {

    /** What Meta charges, as it is stored. */
    record PricingItem(boolean billable, @Nullable String category) {

        static PricingItem of(Pricing pricing) {
            return new PricingItem(pricing.billable(), pricing.category());
        }

        Pricing toPricing() {
            return new Pricing(billable, category);
        }
    }

    /** How a message was sent, as it is stored. */
    record SendingItem(
            String purpose,
            UUID contentId,
            String locale,
            @Nullable String variant,
            String templateId,
            String templateName,
            String language,
            String match,
            String numberId,
            String recipientHash,
            String country,
            String range,
            String lastDigits,
            Instant createdAt,
            @Nullable Long timeToLiveSeconds,
            @Nullable String correlationId) {

        static SendingItem of(Sending sending) {
            Content content = sending.content();
            Addressee addressee = sending.addressee();
            return new SendingItem(
                    sending.purpose().toString(),
                    content.id(),
                    content.locale(),
                    content.variant(),
                    content.templateId(),
                    content.templateName(),
                    content.language(),
                    sending.match().name(),
                    sending.numberId(),
                    addressee.hash(),
                    addressee.country(),
                    addressee.range(),
                    addressee.lastDigits(),
                    sending.createdAt(),
                    sending.timeToLive().toSeconds(),
                    sending.correlationId());
        }

        /** Null for a purpose that another release knows. */
        @Nullable
        Sending toSending() {
            Purpose known = Purpose.parse(purpose).orElse(null);
            return known == null
                    ? null
                    : new Sending(
                            known,
                            new Content(contentId, locale, variant, templateId, templateName, language),
                            Match.valueOf(match),
                            numberId,
                            new Addressee(recipientHash, country, range, lastDigits),
                            createdAt,
                            timeToLiveSeconds == null ? TimeToLive.of(null) : Duration.ofSeconds(timeToLiveSeconds),
                            correlationId);
        }
    }

    static MessageItem of(Message message, Instant expiresAt) {
        Refusal refusal = message.refusal();
        MetaError error = refusal == null ? null : refusal.error();
        Sending sending = message.sending();
        return new MessageItem(
                message.state().name(),
                refusal == null ? null : refusal.cause().name(),
                error == null ? null : error.code(),
                error == null ? null : error.subcode(),
                error == null ? null : error.traceId(),
                sending == null ? null : SendingItem.of(sending),
                message.wamidHash(),
                message.reportedAt(),
                message.pricing() == null ? null : PricingItem.of(message.pricing()),
                expiresAt.getEpochSecond());
    }

    /** What a status of Meta's says. */
    static MessageItem of(DeliveryStatus status, Instant expiresAt) {
        Refusal refusal = status.refusal();
        MetaError error = refusal == null ? null : refusal.error();
        return new MessageItem(
                status.state().name(),
                refusal == null ? null : refusal.cause().name(),
                error == null ? null : error.code(),
                null,
                null,
                null,
                null,
                status.at(),
                status.pricing() == null ? null : PricingItem.of(status.pricing()),
                expiresAt.getEpochSecond());
    }

    Message toMessage(EnvironmentId environment, UUID id) {
        return new Message(
                id,
                environment,
                state == null ? MessageState.OTHER : MessageState.of(state),
                cause == null ? null : new Refusal(RefusalCause.of(cause), error()),
                sending == null ? null : sending.toSending(),
                wamidHash,
                reportedAt,
                pricing == null ? null : pricing.toPricing());
    }

    private @Nullable MetaError error() {
        return metaCode == null && metaTraceId == null ? null : new MetaError(metaCode, metaSubcode, metaTraceId);
    }

    @Override
    public Map<String, List<String>> identities() {
        return Map.of();
    }
}
