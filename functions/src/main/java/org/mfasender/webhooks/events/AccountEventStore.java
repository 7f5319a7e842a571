package org.mfasender.webhooks.events;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.ExpiringTable;
import org.mfasender.platform.dynamodb.ItemChange;
import org.mfasender.platform.dynamodb.Items;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The newest event of each kind and subject, {@code EVENT#{environmentId}#{kind}#{subject}}. It is kept longer than Meta repeats an older
 * one, which would take its place otherwise.
 */
public final class AccountEventStore {

    /** Meta repeats for up to seven days. Source: Meta, "Create a webhook endpoint". */
    private static final Duration KEPT = Duration.ofDays(10);

    private static final String EVENT = "EVENT#";

    private final ExpiringTable table;

    /** @param table name of the table of messages */
    public AccountEventStore(DynamoDbClient dynamoDb, String table) {
        this.table = new ExpiringTable(dynamoDb, table);
    }

    /**
     * An event that was recorded.
     *
     * @param receivedAt when this system got it
     */
    public record Recorded(EnvironmentId environmentId, AccountEvent event, Instant receivedAt) {}

    /**
     * Records an event for an environment.
     *
     * @return false when a later one is recorded, or this one is already
     */
    public boolean record(EnvironmentId environment, AccountEvent event, Instant now) {
        AccountEventItem recorded = AccountEventItem.of(event, now, now.plus(KEPT));
        Map<String, AttributeValue> item = new HashMap<>(Items.write(recorded));
        item.putAll(ExpiringTable.key(EVENT + environment + "#" + event.kind() + "#" + event.subject()));
        try {
            table.dynamoDb()
                    .putItem(request -> request.tableName(table.name())
                            .item(item)
                            .conditionExpression("attribute_not_exists(pk) OR #version < :version")
                            .expressionAttributeNames(Map.of("#version", "version"))
                            .expressionAttributeValues(Map.of(":version", AttributeValue.fromS(recorded.version()))));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    /** Whether a change of the table is an event that was recorded. */
    public static boolean isOne(ItemChange change) {
        return change.partitionKey().startsWith(EVENT);
    }

    /** The event that a change is; empty when it is of a kind that another release knows. */
    public static Optional<Recorded> read(ItemChange change) {
        AccountEventItem item = change.read(AccountEventItem.class);
        return EnvironmentId.parse(change.partitionKey().split("#", -1)[1])
                .flatMap(environment ->
                        item.toEvent().map(event -> new Recorded(environment, event, item.receivedAt())));
    }
}
