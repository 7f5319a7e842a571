package org.mfasender.messages.storage;

import java.time.Instant;
import java.util.UUID;

/**
 * The right of one request to send a message.
 *
 * @param fingerprint keyed hash of what was asked for
 * @param deadline after it, no process is sending the message any more
 * @param windowEnd from then on, the same content is another request, which may have the key once it is known how this one ended
 * @param expiresAt from then on, any request may have the key; whole seconds
 */
public record Reservation(
        UUID messageId, String fingerprint, Instant createdAt, Instant deadline, Instant windowEnd, Instant expiresAt) {

    public boolean isOf(UUID message) {
        return messageId.equals(message);
    }

    public boolean hasWindowEnded(Instant now) {
        return !now.isBefore(windowEnd);
    }
}
