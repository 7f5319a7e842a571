package org.mfasender.sender;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.StoredRecord;
import org.mfasender.sender.SendProjection.Served;
import org.mfasender.sender.SendProjection.Via;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.UsableContent;

/**
 * What sending has to know, as it is stored. It follows from other items and is written with them; either of its members may be written
 * alone.
 *
 * @param via absent when only the other one is written
 */
record SendItem(@Nullable ViaItem via, @Nullable PurposesItem purposes) implements StoredRecord {

    /**
     * What is sent through, and why nothing can be, as it is stored.
     *
     * @param unproven absent when it is not, and when a release before 0.3.0 wrote the item
     * @param numbers absent when the selected one alone sends, with the usual throughput: also when a release before 0.3.0 wrote the item
     */
    record ViaItem(
            String whatsAppAccountBusinessId,
            String appId,
            String secretName,
            String credentialVersion,
            @Nullable String numberId,
            @Nullable List<SendingNumberItem> numbers,
            @Nullable Instant tokenExpiresAt,
            @Nullable String messagingLimit,
            @Nullable Boolean unproven,
            List<SenderItem.ObstacleItem> obstacles) {

        static @Nullable List<SendingNumberItem> numbers(Via via) {
            return via.numbers().equals(usual(via.numberId()))
                    ? null
                    : via.numbers().stream().map(SendingNumberItem::of).toList();
        }

        List<SendingNumber> sending() {
            return numbers == null
                    ? usual(numberId)
                    : numbers.stream().map(SendingNumberItem::toNumber).toList();
        }

        private static List<SendingNumber> usual(@Nullable String selected) {
            return selected == null ? List.of() : List.of(SendingNumber.ofId(selected));
        }
    }

    /** A number that messages are sent from, as it is stored. */
    record SendingNumberItem(String id, int messagesPerSecond) {

        static SendingNumberItem of(SendingNumber number) {
            return new SendingNumberItem(number.id(), number.messagesPerSecond());
        }

        SendingNumber toNumber() {
            return new SendingNumber(id, messagesPerSecond);
        }
    }

    /** What serves each purpose, as it is stored. A purpose of another release is none of its members: it is not even read. */
    record PurposesItem(
            @JsonProperty("device_pairing") @Nullable ServedItem devicePairing,
            @JsonProperty("strong_authentication") @Nullable ServedItem strongAuthentication) {

        static PurposesItem of(Map<Purpose, Served> purposes) {
            return new PurposesItem(
                    item(purposes, Purpose.DEVICE_PAIRING), item(purposes, Purpose.STRONG_AUTHENTICATION));
        }

        private static @Nullable ServedItem item(Map<Purpose, Served> purposes, Purpose purpose) {
            Served served = purposes.get(purpose);
            return served == null ? null : ServedItem.of(served);
        }

        Map<Purpose, Served> toServed() {
            Map<Purpose, Served> served = new EnumMap<>(Purpose.class);
            for (Purpose purpose : Purpose.values()) {
                ServedItem item = of(purpose);
                if (item != null) {
                    served.put(purpose, item.toServed(purpose));
                }
            }
            return served;
        }

        private @Nullable ServedItem of(Purpose purpose) {
            return switch (purpose) {
                case DEVICE_PAIRING -> devicePairing;
                case STRONG_AUTHENTICATION -> strongAuthentication;
            };
        }
    }

    /** What serves a purpose, as it is stored. */
    record ServedItem(List<String> locales, int bound, List<ContentItem> contents) {

        static ServedItem of(Served served) {
            return new ServedItem(
                    served.locales(),
                    served.bound(),
                    served.contents().stream().map(ContentItem::of).toList());
        }

        Served toServed(Purpose purpose) {
            return new Served(
                    locales,
                    bound,
                    contents.stream().map(content -> content.toContent(purpose)).toList());
        }
    }

    /** A content that can be sent, as it is stored. */
    record ContentItem(
            UUID id,
            String locale,
            @Nullable String variant,
            boolean manual,
            Instant createdAt,
            String templateId,
            String templateName,
            String language,
            boolean button,
            @Nullable Integer messageSendTtlSeconds) {

        static ContentItem of(UsableContent content) {
            return new ContentItem(
                    content.id(),
                    content.locale(),
                    content.variant(),
                    content.manual(),
                    content.createdAt(),
                    content.templateId(),
                    content.templateName(),
                    content.language(),
                    content.button(),
                    content.messageSendTtlSeconds());
        }

        UsableContent toContent(Purpose purpose) {
            return new UsableContent(
                    id,
                    purpose,
                    locale,
                    variant,
                    manual,
                    createdAt,
                    templateId,
                    templateName,
                    language,
                    button,
                    messageSendTtlSeconds);
        }
    }

    static SendItem of(SendProjection projection) {
        return new SendItem(via(projection.via(), projection.obstacles()), PurposesItem.of(projection.purposes()));
    }

    /** The part that follows from the account alone. */
    static SendItem ofAccount(SenderAccount account) {
        Connection connection = account.connection();
        return new SendItem(via(connection == null ? null : Via.of(account, connection), account.obstacles()), null);
    }

    private static @Nullable ViaItem via(@Nullable Via via, List<SendObstacle> obstacles) {
        return via == null
                ? null
                : new ViaItem(
                        via.whatsAppAccountBusinessId(),
                        via.appId(),
                        via.secretName(),
                        via.credentialVersion(),
                        via.numberId(),
                        ViaItem.numbers(via),
                        via.tokenExpiresAt(),
                        via.messagingLimit(),
                        via.unproven() ? true : null,
                        obstacles.stream().map(SenderItem.ObstacleItem::of).toList());
    }

    /** The projection; empty when a part is missing, as of a purpose that the release which wrote it did not know. */
    Optional<SendProjection> toProjection(EnvironmentId environment) {
        if (via == null || purposes == null || purposes.toServed().size() < Purpose.values().length) {
            return Optional.empty();
        }
        Via known = new Via(
                via.whatsAppAccountBusinessId(),
                via.appId(),
                via.secretName(),
                via.credentialVersion(),
                via.numberId(),
                via.sending(),
                via.tokenExpiresAt(),
                via.messagingLimit(),
                Boolean.TRUE.equals(via.unproven()));
        return Optional.of(new SendProjection(
                environment,
                known,
                via.obstacles().stream()
                        .map(SenderItem.ObstacleItem::toObstacle)
                        .flatMap(Optional::stream)
                        .toList(),
                purposes.toServed()));
    }

    /** Of another connection or purpose, nothing is kept: all of it follows from other items. */
    @Override
    public Map<String, List<String>> identities() {
        return Map.of();
    }
}
