package org.mfasender.messages.recipients;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.ExpiringTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Recipients to whom Meta could not deliver because they have no WhatsApp (131026). Each is remembered for a day under
 * {@code REFUSED#{environmentId}#{hash}}, so that the next passcode takes another channel at once.
 */
public final class RefusedRecipientStore {

    private static final Duration MEMORY = Duration.ofHours(24);

    private final ExpiringTable table;

    /** @param table name of the table of messages */
    public RefusedRecipientStore(DynamoDbClient dynamoDb, String table) {
        this.table = new ExpiringTable(dynamoDb, table);
    }

    /**
     * Remembers a recipient from now on.
     *
     * @param recipientHash by {@link EnvironmentKey#hash(Recipient)}
     */
    public void remember(EnvironmentId environment, String recipientHash, Instant now) {
        Map<String, AttributeValue> item = Map.of(
                "pk",
                AttributeValue.fromS(pk(environment, recipientHash)),
                ExpiringTable.EXPIRES_AT,
                ExpiringTable.expiry(now.plus(MEMORY)));
        table.dynamoDb().putItem(request -> request.tableName(table.name()).item(item));
    }

    /** Whether a recipient is remembered. */
    public boolean isRemembered(EnvironmentId environment, String recipientHash, Instant now) {
        return table.find(pk(environment, recipientHash), now).isPresent();
    }

    private static String pk(EnvironmentId environment, String recipientHash) {
        return "REFUSED#" + environment + "#" + recipientHash;
    }
}
