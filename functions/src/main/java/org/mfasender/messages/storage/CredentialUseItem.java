package org.mfasender.messages.storage;

import java.util.List;
import java.util.Map;
import org.mfasender.platform.dynamodb.StoredRecord;

/**
 * That credentials were used, as it is stored.
 *
 * @param version of the secret that holds them
 * @param expiresAt in seconds since 1970; from then on, it is recorded again
 */
record CredentialUseItem(String version, long expiresAt) implements StoredRecord {

    @Override
    public Map<String, List<String>> identities() {
        return Map.of();
    }
}
