package org.mfasender.messages.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mfasender.messages.delivery.UnrequestedPasscode;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.ExpiringTable;
import org.mfasender.platform.dynamodb.ItemChange;
import org.mfasender.platform.dynamodb.Items;
import org.mfasender.platform.dynamodb.StoredRecord;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Passcodes that were not requested, {@code UNREQUESTED#{environmentId}#{wamidHash}}: what Meta repeats is the same item. */
public final class UnrequestedPasscodeStore {

    private static final String PREFIX = "UNREQUESTED#";
    private static final Duration KEPT = Duration.ofDays(3);

    private final ExpiringTable table;

    /** @param table name of the table of messages */
    public UnrequestedPasscodeStore(DynamoDbClient dynamoDb, String table) {
        this.table = new ExpiringTable(dynamoDb, table);
    }

    /** One of them, as it is stored. */
    private record Item(Instant at, @Nullable String country, long expiresAt) implements StoredRecord {

        @Override
        public Map<String, List<String>> identities() {
            return Map.of();
        }
    }

    /**
     * Records one for three days.
     *
     * @return false when it was recorded before
     */
    public boolean record(UnrequestedPasscode passcode, Instant now) {
        Item stored = new Item(passcode.at(), passcode.country(), now.plus(KEPT).getEpochSecond());
        Map<String, AttributeValue> item = new HashMap<>(Items.write(stored));
        item.putAll(ExpiringTable.key(PREFIX + passcode.environmentId() + "#" + passcode.wamidHash()));
        try {
            table.dynamoDb()
                    .putItem(request ->
                            request.tableName(table.name()).item(item).conditionExpression("attribute_not_exists(pk)"));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false; // Meta has repeated it.
        }
    }

    /** The one that a change records; empty when it is about something else. */
    public static Optional<UnrequestedPasscode> recorded(ItemChange change) {
        String[] key = change.partitionKey().split("#", -1);
        if (!change.partitionKey().startsWith(PREFIX) || key.length != 3) {
            return Optional.empty();
        }
        Item item = change.read(Item.class);
        return EnvironmentId.parse(key[1])
                .map(environment -> new UnrequestedPasscode(environment, key[2], item.at(), item.country()));
    }
}
