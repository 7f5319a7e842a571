package org.mfasender.platform.dynamodb;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

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

    /**
     * The items of several keys, by key, in one call; without those that do not exist, or have expired.
     *
     * @param pks 100 at most
     */
    public Map<String, Map<String, AttributeValue>> find(Set<String> pks, Instant now) {
        Map<String, Map<String, AttributeValue>> found = new HashMap<>();
        Map<String, KeysAndAttributes> left = Map.of(
                name,
                KeysAndAttributes.builder()
                        .keys(pks.stream().map(ExpiringTable::key).toList())
                        .consistentRead(true)
                        .build());
        while (!left.isEmpty()) {
            BatchGetItemResponse answer = dynamoDb.batchGetItem(
                    BatchGetItemRequest.builder().requestItems(left).build());
            for (Map<String, AttributeValue> item : answer.responses().getOrDefault(name, List.of())) {
                if (isCurrent(item, now)) {
                    found.put(Objects.requireNonNull(item.get("pk")).s(), item);
                }
            }
            // Of a busy table, some at a time: each call reads one at least.
            left = answer.unprocessedKeys();
        }
        return found;
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
