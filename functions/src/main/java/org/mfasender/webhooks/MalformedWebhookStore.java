package org.mfasender.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.mfasender.platform.dynamodb.ExpiringTable;
import org.mfasender.platform.dynamodb.Items;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Webhooks that could not be read, {@code MALFORMED#{appId}#{place}}: sixteen of an app at most, for a week. */
public final class MalformedWebhookStore {

    private static final Duration KEPT = Duration.ofDays(7);

    private final ExpiringTable table;

    /** @param table name of the table of messages */
    public MalformedWebhookStore(DynamoDbClient dynamoDb, String table) {
        this.table = new ExpiringTable(dynamoDb, table);
    }

    /**
     * Keeps what may be known of a webhook, in the place of one before.
     *
     * @param fault where it cannot be read
     * @param sha256 its digest, in hex
     */
    void keep(String appId, String fault, int bytes, String sha256, Instant now) {
        MalformedWebhookItem kept = new MalformedWebhookItem(
                fault, bytes, sha256, now, now.plus(KEPT).getEpochSecond());
        Map<String, AttributeValue> item = new HashMap<>(Items.write(kept));
        item.putAll(ExpiringTable.key("MALFORMED#" + appId + "#" + sha256.charAt(0)));
        table.dynamoDb().putItem(request -> request.tableName(table.name()).item(item));
    }
}
