package org.mfasender.messages.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.mfasender.messages.delivery.RefusalCause;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.ExpiringTable;
import org.mfasender.platform.dynamodb.ItemChange;
import org.mfasender.platform.dynamodb.Items;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Accounts that are to be checked because Meta refused a message for a reason that concerns all of them: {@code CHECK#{environmentId}}.
 * Who follows the table's changes starts the check.
 */
public final class CheckRequestStore {

    /** A check takes minutes, and each message of an account that Meta refuses would ask for one. */
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private static final String PREFIX = "CHECK#";

    /**
     * That a check was asked for.
     *
     * @param at when Meta refused a message
     */
    public record Requested(EnvironmentId environmentId, Instant at) {}

    private final ExpiringTable table;

    /** @param table name of the table of messages */
    public CheckRequestStore(DynamoDbClient dynamoDb, String table) {
        this.table = new ExpiringTable(dynamoDb, table);
    }

    /** Asks for a check, unless one was asked for within the last ten minutes. */
    public void request(EnvironmentId environment, RefusalCause cause, Instant now) {
        long expiresAt = now.plus(INTERVAL).getEpochSecond();
        CheckRequestItem request = new CheckRequestItem(cause.name(), now.truncatedTo(ChronoUnit.SECONDS), expiresAt);
        Map<String, AttributeValue> item = new HashMap<>(Items.write(request));
        item.putAll(ExpiringTable.key(PREFIX + environment));
        try {
            table.dynamoDb()
                    .putItem(put -> put.tableName(table.name())
                            .item(item)
                            .conditionExpression("attribute_not_exists(pk) OR expiresAt <= :now")
                            .expressionAttributeValues(Map.of(":now", ExpiringTable.expiry(now))));
        } catch (ConditionalCheckFailedException e) {
            // One was asked for.
        }
    }

    /** The request that a change records; empty when it is about something else. */
    public static Optional<Requested> recorded(ItemChange change) {
        if (!change.partitionKey().startsWith(PREFIX)) {
            return Optional.empty();
        }
        Instant at = change.read(CheckRequestItem.class).requestedAt();
        return EnvironmentId.parse(change.partitionKey().substring(PREFIX.length()))
                .map(environment -> new Requested(environment, at));
    }
}
