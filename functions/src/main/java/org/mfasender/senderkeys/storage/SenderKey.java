package org.mfasender.senderkeys.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Caller;
import org.mfasender.platform.EnvironmentId;

/**
 * A key that lets an identity product send passcodes, and nothing else. The key itself is not part of it.
 *
 * @param generation of the account that it was made for
 * @param name two keys at most have the same one, so that one can replace the other
 * @param slot which of the two it is: 1 or 2
 * @param kind the name of a {@link SenderKeyKind}, or a word of another release: such a key authenticates nothing
 * @param verifier what a request is verified with: the key's SHA-256 in hex or, of a kind that signs, the key, encrypted
 * @param texts in which its product may send a passcode, as {@link MessageText} reads them; empty when it has to send it apart
 * @param expiresAt null when it does not expire
 * @param lastUsedAt to the hour; null when it was not used yet
 */
public record SenderKey(
        UUID id,
        EnvironmentId environmentId,
        long generation,
        String name,
        int slot,
        String kind,
        String verifier,
        List<String> texts,
        Caller createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    /** Use is recorded at most this often. */
    static final Duration RECORDED_EVERY = Duration.ofHours(1);

    public SenderKey {
        texts = List.copyOf(texts);
    }

    /** Whether it authenticates requests of a kind. */
    public boolean isOf(SenderKeyKind wanted) {
        return kind.equals(wanted.name());
    }

    public boolean hasExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Whether its last recorded use is so old that this one is to be recorded. */
    boolean isUseDue(Instant now) {
        return lastUsedAt == null || now.isAfter(lastUsedAt.plus(RECORDED_EVERY));
    }

    /** Without the verifier. */
    @Override
    public String toString() {
        return "SenderKey[" + id + "]";
    }
}
