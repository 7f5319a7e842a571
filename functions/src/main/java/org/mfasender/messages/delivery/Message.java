package org.mfasender.messages.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.ServingContent.Match;

/**
 * What is known of a message; neither its passcode nor its recipient.
 *
 * @param refusal why it was refused; null when it was not
 * @param sending how it was sent; null while only a status of Meta's is known
 * @param wamidHash keyed hash of Meta's ID, which contains the recipient's number; null when there is none
 */
public record Message(
        UUID id,
        EnvironmentId environmentId,
        MessageState state,
        @Nullable Refusal refusal,
        @Nullable Sending sending,
        @Nullable String wamidHash) {

    /**
     * How a message was sent.
     *
     * @param numberId Meta's ID of the sender number
     */
    public record Sending(
            Purpose purpose, Content content, Match match, String numberId, Addressee addressee, Instant createdAt) {}

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

    public Message accepted(String ofWamid) {
        return new Message(id, environmentId, MessageState.ACCEPTED, null, sending, ofWamid);
    }

    public Message refused(Refusal why) {
        return new Message(id, environmentId, MessageState.REFUSED, why, sending, null);
    }

    public Message unknown() {
        return new Message(id, environmentId, MessageState.UNKNOWN, null, sending, null);
    }
}
