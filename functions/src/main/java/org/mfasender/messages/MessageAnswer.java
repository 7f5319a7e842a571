package org.mfasender.messages;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mfasender.messages.delivery.DeliveryStatus.Pricing;
import org.mfasender.messages.delivery.Message;
import org.mfasender.messages.delivery.Message.Content;
import org.mfasender.messages.delivery.Message.Sending;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.Links;
import org.mfasender.platform.http.Reference;
import org.mfasender.platform.meta.MetaError;

/**
 * What is known of a message.
 *
 * @param statusAt since when, as Meta has reported it, or as follows from the time to live
 * @param match how the content met the locale that was asked for
 * @param whatsAppMessageId Meta's ID; in the first answer only
 */
public record MessageAnswer(
        @JsonProperty("_links") Links links,
        String id,
        Reference environment,
        @Nullable Reference template,
        String status,
        @Nullable Instant statusAt,
        @Nullable RefusalPart refusal,
        @Nullable String match,
        @Nullable ContentPart content,
        @Nullable TemplatePart whatsAppTemplate,
        @Nullable String numberId,
        @Nullable RecipientPart recipient,
        @Nullable String correlationId,
        @Nullable Instant createdAt,
        @Nullable PricingPart pricing,
        @Nullable String whatsAppMessageId) {

    record PricingPart(boolean billable, @Nullable String category) {

        static @Nullable PricingPart of(@Nullable Pricing pricing) {
            return pricing == null ? null : new PricingPart(pricing.billable(), pricing.category());
        }
    }

    record RefusalPart(
            String cause,
            @Nullable Integer code,
            @Nullable Integer subcode,
            @Nullable String traceId) {}

    record ContentPart(String id, String locale, @Nullable String variant) {}

    record TemplatePart(String id, String name, String category, String language) {}

    record RecipientPart(String country, String lastDigits) {}

    /** The ID of the message that an answer is about; empty when it is about none. */
    public static String idIn(HttpResponse answer) {
        return answer.body() instanceof MessageAnswer message ? message.id() : "";
    }

    static MessageAnswer of(Message message, @Nullable String whatsAppMessageId) {
        Sending sending = message.sending();
        Content content = sending == null ? null : sending.content();
        return new MessageAnswer(
                Links.self(path(message)),
                message.id().toString(),
                Reference.to(message.environmentId()),
                sending == null ? null : Reference.to(sending.purpose()),
                message.state().name(),
                message.reportedAt(),
                refusal(message),
                sending == null ? null : sending.match().name(),
                content == null ? null : new ContentPart(content.id().toString(), content.locale(), content.variant()),
                content == null
                        ? null
                        : new TemplatePart(
                                content.templateId(), content.templateName(), "AUTHENTICATION", content.language()),
                sending == null ? null : sending.numberId(),
                sending == null
                        ? null
                        : new RecipientPart(
                                sending.addressee().country(),
                                sending.addressee().lastDigits()),
                sending == null ? null : sending.correlationId(),
                sending == null ? null : sending.createdAt(),
                PricingPart.of(message.pricing()),
                whatsAppMessageId);
    }

    /** Not Meta's ID, which contains the recipient's number. */
    @Override
    public String toString() {
        return "MessageAnswer[" + id + "]";
    }

    static String path(Message message) {
        return ApiPath.MESSAGE.href(message.environmentId(), message.id());
    }

    private static @Nullable RefusalPart refusal(Message message) {
        if (message.refusal() == null) {
            return null;
        }
        MetaError error = message.refusal().error();
        return error == null
                ? new RefusalPart(message.refusal().cause().name(), null, null, null)
                : new RefusalPart(message.refusal().cause().name(), error.code(), error.subcode(), error.traceId());
    }
}
