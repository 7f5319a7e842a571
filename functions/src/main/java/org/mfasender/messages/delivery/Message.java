package org.mfasender.messages.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.messages.delivery.DeliveryStatus.Pricing;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.ServingContent.Match;

/**
 * What is known of a message; neither its passcode nor its recipient.
 *
 * @param refusal why it was refused; null when it was not
 * @param sending how it was sent; null while only a status of Meta's is known
 * @param wamidHash keyed hash of Meta's ID, which contains the recipient's number; null when there is none
 * @param reportedAt since when it has this state, by Meta's clock; null when Meta has reported nothing
 * @param pricing null when Meta has not said it
 */
public record Message(
        UUID id,
        EnvironmentId environmentId,
        MessageState state,
        @Nullable Refusal refusal,
        @Nullable Sending sending,
        @Nullable String wamidHash,
        @Nullable Instant reportedAt,
        @Nullable Pricing pricing) {

    /** A call to Meta that would not have ended by then is not begun: from then on, no process is sending the message any more. */
    public static final Duration DEADLINE = Duration.ofSeconds(20);

    /** A message of which Meta has reported nothing. */
    public Message(
            UUID id,
            EnvironmentId environmentId,
            MessageState state,
            @Nullable Refusal refusal,
            @Nullable Sending sending,
            @Nullable String wamidHash) {
        this(id, environmentId, state, refusal, sending, wamidHash, null, null);
    }

    /**
     * How a message was sent.
     *
     * @param numberId Meta's ID of the sender number
     * @param timeToLive how long Meta tries to deliver it
     * @param correlationId the caller's own name of it; null when it has none
     */
    public record Sending(
            Purpose purpose,
            Content content,
            Match match,
            String numberId,
            Addressee addressee,
            Instant createdAt,
            Duration timeToLive,
            @Nullable String correlationId) {

        Instant expiresAt() {
            return createdAt.plus(timeToLive);
        }
    }

    /**
     * The content that was chosen, as it was then.
     *
     * @param language Meta's code
     */
    public record Content(
            UUID id,
            String locale,
            @Nullable String variant,
            String templateId,
            String templateName,
            String language) {}

    /**
     * The recipient, as far as it is kept.
     *
     * @param hash keyed hash of the number
     * @param range the first digits of the number, which many share
     */
    public record Addressee(String hash, String country, String range, String lastDigits) {}

    /** A message whose call is under way. */
    public static Message sending(UUID id, EnvironmentId environment, Sending sending) {
        return new Message(id, environment, MessageState.SENDING, null, sending, null);
    }

    /**
     * As it is when it is read: Meta reports nothing of a message that it drops when its time to live is over, and a process that has died
     * nothing of one that it was sending.
     */
    public Message asSeenAt(Instant now) {
        if (sending == null) {
            return this;
        }
        return switch (state) {
            case SENDING -> now.isBefore(sending.createdAt().plus(DEADLINE)) ? this : unknown();
            case ACCEPTED, SENT -> now.isBefore(sending.expiresAt()) ? this : expired(sending.expiresAt());
            default -> this;
        };
    }

    private Message expired(Instant at) {
        return new Message(id, environmentId, MessageState.EXPIRED, refusal, sending, wamidHash, at, pricing);
    }

    /** Whether nothing was sent, and the same may be asked for again. */
    public boolean wasGivenUp() {
        return state == MessageState.REFUSED
                && (refusal == null || refusal.cause().mayPass());
    }

    /** The same, now that Meta has said what it charges. */
    public Message priced(@Nullable Pricing charged) {
        return new Message(id, environmentId, state, refusal, sending, wamidHash, reportedAt, charged);
    }

    public Message accepted(String ofWamid) {
        return new Message(id, environmentId, MessageState.ACCEPTED, null, sending, ofWamid);
    }

    /**
     * The same, since nothing was sent.
     *
     * @param why null when Meta was not asked
     */
    public Message refused(@Nullable Refusal why) {
        return new Message(id, environmentId, MessageState.REFUSED, why, sending, null);
    }

    public Message unknown() {
        return new Message(id, environmentId, MessageState.UNKNOWN, null, sending, null);
    }
}
