package org.mfasender.messages.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.mfasender.platform.dynamodb.ExpiringTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Counters as items {@code COUNT#{environmentId}#...}. */
public final class CounterStore {

    /** A counter outlives its window, should clocks differ. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private final ExpiringTable table;

    /** @param table name of the table of messages */
    public CounterStore(DynamoDbClient dynamoDb, String table) {
        this.table = new ExpiringTable(dynamoDb, table);
    }

    /**
     * Adds one.
     *
     * @param end of the counter's window
     * @return false when the counter has reached {@code most}
     */
    boolean add(String name, long most, Instant end) {
        try {
            table.dynamoDb()
                    .updateItem(request -> request.tableName(table.name())
                            .key(key(name))
                            .updateExpression("ADD messages :one SET expiresAt = :expiresAt")
                            .conditionExpression("attribute_not_exists(messages) OR messages < :most")
                            .expressionAttributeValues(Map.of(
                                    ":one", AttributeValue.fromN("1"),
                                    ":most", AttributeValue.fromN(Long.toString(most)),
                                    ":expiresAt", ExpiringTable.expiry(end.plus(MARGIN)))));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    void subtract(String name) {
        table.dynamoDb()
                .updateItem(request -> request.tableName(table.name())
                        .key(key(name))
                        .updateExpression("ADD messages :one")
                        .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("-1"))));
    }

    private static Map<String, AttributeValue> key(String name) {
        return ExpiringTable.key("COUNT#" + name);
    }
}
