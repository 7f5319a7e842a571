package org.mfasender.relay;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.mfasender.platform.dynamodb.StoredRecord;

/** That a connection is to be checked, as far as it matters here. */
record CheckItem(Instant requestedAt) implements StoredRecord {

    @Override
    public Map<String, List<String>> identities() {
        return Map.of();
    }
}
