package org.mfasender.messages.storage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.dynamodb.StoredRecord;

/**
 * The request that has a key, as it is stored before Meta is called.
 *
 * @param fingerprint keyed hash of what was asked for
 * @param deadline after it, no process is sending the message any more
 * @param windowEnd absent when a release stored it that let go of the key then
 * @param expiresAt in seconds since 1970; from then on, another request may have the key
 */
record KeyItem(
        UUID messageId,
        String fingerprint,
        Instant createdAt,
        Instant deadline,
        @Nullable Instant windowEnd,
        long expiresAt)
        implements StoredRecord {

    static KeyItem of(Reservation reservation) {
        return new KeyItem(
                reservation.messageId(),
                reservation.fingerprint(),
                reservation.createdAt(),
                reservation.deadline(),
                reservation.windowEnd(),
                reservation.expiresAt().getEpochSecond());
    }

    Reservation toReservation() {
        Instant expiry = Instant.ofEpochSecond(expiresAt);
        return new Reservation(
                messageId, fingerprint, createdAt, deadline, windowEnd == null ? expiry : windowEnd, expiry);
    }

    @Override
    public Map<String, List<String>> identities() {
        return Map.of();
    }
}
