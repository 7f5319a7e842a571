package org.mfasender.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.mfasender.platform.dynamodb.StoredRecord;

/**
 * A webhook that could not be read, as it is stored: not its content, which may name recipients.
 *
 * @param place where it cannot be read
 * @param bytes its size
 * @param sha256 its digest, in hex
 * @param expiresAt in seconds since 1970
 */
record MalformedWebhookItem(String place, int bytes, String sha256, Instant receivedAt, long expiresAt)
        implements StoredRecord {

    @Override
    public Map<String, List<String>> identities() {
        return Map.of();
    }
}
