package org.mfasender.senderkeys.storage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Caller;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.StoredRecord;

/**
 * A sender key, as it is stored.
 *
 * @param texts absent when there are none
 */
record SenderKeyItem(
        UUID id,
        EnvironmentId environmentId,
        long generation,
        String name,
        int slot,
        String kind,
        String verifier,
        @Nullable List<String> texts,
        CallerItem createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt)
        implements StoredRecord {

    /** Who made it. */
    record CallerItem(
            @Nullable String subject,
            @Nullable String client,
            @Nullable String principal) {}

    static SenderKeyItem of(SenderKey key) {
        Caller by = key.createdBy();
        return new SenderKeyItem(
                key.id(),
                key.environmentId(),
                key.generation(),
                key.name(),
                key.slot(),
                key.kind(),
                key.verifier(),
                key.texts().isEmpty() ? null : key.texts(),
                new CallerItem(by.subject(), by.client(), by.principal()),
                key.createdAt(),
                key.expiresAt(),
                key.lastUsedAt());
    }

    SenderKey toKey() {
        return new SenderKey(
                id,
                environmentId,
                generation,
                name,
                slot,
                kind,
                verifier,
                texts == null ? List.of() : texts,
                new Caller(createdBy.subject(), createdBy.client(), createdBy.principal()),
                createdAt,
                expiresAt,
                lastUsedAt);
    }

    @Override
    public Map<String, List<String>> identities() {
        return Map.of();
    }

    /** Without the verifier. */
    @Override
    public String toString() {
        return "SenderKeyItem[" + id + "]";
    }
}
