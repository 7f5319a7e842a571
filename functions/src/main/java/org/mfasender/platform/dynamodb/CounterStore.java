package org.mfasender.platform.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Counters of one kind in a table whose items all expire. */
public final class CounterStore {

    /** A counter outlives its window, should clocks differ. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private final ExpiringTable table;
    private final String prefix;
    private final String attribute;

    /**
     * Messages that are sent: items {@code COUNT#{environmentId}#...}.
     *
     * @param table name of the table of messages
     */
    public static CounterStore ofMessages(DynamoDbClient dynamoDb, String table) {
        return new CounterStore(dynamoDb, table, "COUNT#", "messages");
    }

    /**
     * Requests that ask Meta while their caller waits: items {@code REQUESTS#{environmentId}#...}.
     *
     * @param table name of the table of messages
     */
    public static CounterStore ofRequests(DynamoDbClient dynamoDb, String table) {
        return new CounterStore(dynamoDb, table, "REQUESTS#", "requests");
    }

    private CounterStore(DynamoDbClient dynamoDb, String table, String prefix, String attribute) {
        this.table = new ExpiringTable(dynamoDb, table);
        this.prefix = prefix;
        this.attribute = attribute;
    }

    /**
     * Adds one.
     *
     * @param end of the counter's window
     * @return false when the counter has reached {@code most}
     */
    public boolean add(String name, long most, Instant end) {
        try {
            table.dynamoDb()
                    .updateItem(request -> request.tableName(table.name())
                            .key(key(name))
                            .updateExpression("ADD #count :one SET expiresAt = :expiresAt")
                            .conditionExpression("attribute_not_exists(#count) OR #count < :most")
                            .expressionAttributeNames(Map.of("#count", attribute))
                            .expressionAttributeValues(Map.of(
                                    ":one", AttributeValue.fromN("1"),
                                    ":most", AttributeValue.fromN(Long.toString(most)),
                                    ":expiresAt", ExpiringTable.expiry(end.plus(MARGIN)))));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    /** Takes one back. */
    public void subtract(String name) {
        table.dynamoDb()
                .updateItem(request -> request.tableName(table.name())
                        .key(key(name))
                        .updateExpression("ADD #count :one")
                        .expressionAttributeNames(Map.of("#count", attribute))
                        .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("-1"))));
    }

    private Map<String, AttributeValue> key(String name) {
        return ExpiringTable.key(prefix + name);
    }
}
