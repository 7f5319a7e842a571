package org.mfasender.messages.storage;

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
 * That Meta has accepted a message with new credentials: {@code USED#{environmentId}}. Who follows the table's changes lets go of those
 * before them.
 */
public final class CredentialUseStore {

    /** Each message would say so, until it is known. After it, the next one says it again. */
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private static final String PREFIX = "USED#";

    /**
     * What was used.
     *
     * @param version of the secret that holds the credentials
     */
    public record Used(EnvironmentId environmentId, String version) {}

    private final ExpiringTable table;

    /** @param table name of the table of messages */
    public CredentialUseStore(DynamoDbClient dynamoDb, String table) {
        this.table = new ExpiringTable(dynamoDb, table);
    }

    /** Records that a message was accepted, unless that was recorded within the last ten minutes. */
    public void record(EnvironmentId environment, String version, Instant now) {
        CredentialUseItem use =
                new CredentialUseItem(version, now.plus(INTERVAL).getEpochSecond());
        Map<String, AttributeValue> item = new HashMap<>(Items.write(use));
        item.putAll(ExpiringTable.key(PREFIX + environment));
        try {
            table.dynamoDb()
                    .putItem(put -> put.tableName(table.name())
                            .item(item)
                            .conditionExpression("attribute_not_exists(pk) OR expiresAt <= :now OR version <> :version")
                            .expressionAttributeValues(Map.of(
                                    ":now", ExpiringTable.expiry(now), ":version", AttributeValue.fromS(version))));
        } catch (ConditionalCheckFailedException e) {
            // It is recorded.
        }
    }

    /** The use that a change records; empty when it is about something else. */
    public static Optional<Used> recorded(ItemChange change) {
        if (!change.partitionKey().startsWith(PREFIX)) {
            return Optional.empty();
        }
        String version = change.read(CredentialUseItem.class).version();
        return EnvironmentId.parse(change.partitionKey().substring(PREFIX.length()))
                .map(environment -> new Used(environment, version));
    }
}
