package org.mfasender.platform.dynamodb;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A table whose items all expire. Partition key {@code pk}, no sort key; {@code expiresAt} in epoch seconds, by which DynamoDB deletes
 * them some time later.
 */
public record ExpiringTable(DynamoDbClient dynamoDb, String name) {

    public static final String EXPIRES_AT = "expiresAt";

    /** The item; empty when there is none, or it has expired. */
    public Optional<Map<String, AttributeValue>> find(String pk, Instant now) {
        return Optional.of(dynamoDb.getItem(
                                request -> request.tableName(name).key(key(pk)).consistentRead(true))
                        .item())
                .filter(item -> !item.isEmpty() && isCurrent(item, now));
    }

    /** Whether an item has not expired. */
    public static boolean isCurrent(Map<String, AttributeValue> item, Instant now) {
        AttributeValue expiresAt = item.get(EXPIRES_AT);
        return expiresAt == null || Long.parseLong(expiresAt.n()) > now.getEpochSecond();
    }

    public static Map<String, AttributeValue> key(String pk) {
        return Map.of("pk", AttributeValue.fromS(pk));
    }

    /** The attribute of an item that expires then. */
    public static AttributeValue expiry(Instant time) {
        return AttributeValue.fromN(Long.toString(time.getEpochSecond()));
    }
}
