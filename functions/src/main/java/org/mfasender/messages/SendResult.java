package org.mfasender.messages;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.messages.delivery.Message;
import org.mfasender.messages.delivery.Refusal;
import org.mfasender.messages.limits.Limit;
import org.mfasender.sender.SendObstacle;

/** How a request to send a passcode ended. A passcode has left with {@link Accepted} only, and may have with {@link Unknown}. */
public sealed interface SendResult {

    /**
     * Meta has taken the message.
     *
     * @param wamid Meta's ID, which contains the recipient's number: it is passed on once and not kept
     */
    record Accepted(Message message, String wamid) implements SendResult {

        /** Not Meta's ID. */
        @Override
        public String toString() {
            return "Accepted[" + message + "]";
        }
    }

    /** The same request was answered before; nothing is sent again. */
    record Repeated(Message message) implements SendResult {}

    /**
     * The same request is being answered.
     *
     * @param messageId null while nothing is recorded under it
     */
    record InProgress(@Nullable UUID messageId, Duration retryAfter) implements SendResult {}

    /** The passcode may have left; it is not sent again. */
    record Unknown(UUID messageId) implements SendResult {}

    /**
     * Nothing was sent.
     *
     * @param messageId of the record of it; null when there is none, because the same request may succeed later
     * @param retryAfter null when the same request would not succeed
     */
    record Refused(
            Refusal refusal,
            @Nullable UUID messageId,
            @Nullable Duration retryAfter) implements SendResult {}

    /** Meta has taken the message, and could not deliver it. */
    record Undelivered(UUID messageId, Refusal refusal) implements SendResult {}

    /** The environment has no account. */
    record NoAccount() implements SendResult {}

    /** The account cannot send. */
    record NotReady(List<SendObstacle> obstacles) implements SendResult {

        public NotReady {
            obstacles = List.copyOf(obstacles);
        }
    }

    /** No content can be sent for this locale and variant, not even the default one. */
    record NothingServes() implements SendResult {}

    /** The locale cannot be read. */
    record UnreadableLocale() implements SendResult {}

    /**
     * The recipient is no phone number with a country code.
     *
     * @param reason a sentence that repeats nothing of it
     */
    record UnreadableRecipient(String reason) implements SendResult {}

    /** The recipient's country is not among those that are allowed. */
    record CountryNotAllowed(String country) implements SendResult {}

    /** Another request had this idempotency key. */
    record KeyReused() implements SendResult {}

    /** One of this system's own limits. */
    record LimitReached(Limit limit, Duration retryAfter) implements SendResult {}
}
