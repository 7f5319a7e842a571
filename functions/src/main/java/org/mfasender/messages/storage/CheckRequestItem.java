package org.mfasender.messages.storage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.mfasender.messages.delivery.RefusalCause;
import org.mfasender.platform.dynamodb.StoredRecord;

/**
 * That an account is to be checked, as it is stored.
 *
 * @param cause a {@link RefusalCause}
 * @param expiresAt in seconds since 1970; from then on, another check may be asked for
 */
record CheckRequestItem(String cause, Instant requestedAt, long expiresAt) implements StoredRecord {

    @Override
    public Map<String, List<String>> identities() {
        return Map.of();
    }
}
