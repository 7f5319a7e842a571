package org.mfasender.platform.dynamodb;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A change of an item, as a table's stream reports it.
 *
 * @param partitionKey of the item
 * @param before the item as it was; null when it is new
 * @param after the item as it is since
 */
public record ItemChange(
        String partitionKey, @Nullable Map<String, AttributeValue> before, Map<String, AttributeValue> after) {

    public ItemChange {
        before = before == null ? null : Map.copyOf(before);
        after = Map.copyOf(after);
    }

    /** Reads the item as it is since. */
    public <T extends StoredRecord> T read(Class<T> type) {
        return Items.read(after, type);
    }

    /** Reads the item as it was; empty when it is new. */
    public <T extends StoredRecord> Optional<T> readBefore(Class<T> type) {
        return Optional.ofNullable(before).map(item -> Items.read(item, type));
    }
}
