package org.mfasender.messages.recipients;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.ExpiringTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Recipients to whom Meta could not deliver because they have no WhatsApp (131026). Each is remembered for a day under
 * {@code REFUSED#{environmentId}#{hash}}, so that the next passcode takes another channel at once. A later delivery takes its place: what
 * is known in the end does not depend on which was reported first.
 */
public final class RefusedRecipientStore {

    private static final Duration MEMORY = Duration.ofHours(24);

    /** Of an item that says the opposite. */
    private static final String REACHED = "reached";

    private final ExpiringTable table;

    /** @param table name of the table of messages */
    public RefusedRecipientStore(DynamoDbClient dynamoDb, String table) {
        this.table = new ExpiringTable(dynamoDb, table);
    }

    /**
     * Remembers a recipient for a day, unless a message was delivered since. May be repeated.
     *
     * @param recipientHash by {@link EnvironmentKey#hash(Recipient)}
     * @param since when Meta could not deliver
     */
    public void remember(EnvironmentId environment, String recipientHash, Instant since, Instant now) {
        put(environment, recipientHash, Map.of(), since, now, "expiresAt < :expiry");
    }

    /**
     * Forgets a recipient, unless Meta could not deliver later. May be repeated.
     *
     * @param at when a message was delivered
     */
    public void forget(EnvironmentId environment, String recipientHash, Instant at, Instant now) {
        put(
                environment,
                recipientHash,
                Map.of(REACHED, AttributeValue.fromBool(true)),
                at,
                now,
                "expiresAt <= :expiry");
    }

    private void put(
            EnvironmentId environment,
            String recipientHash,
            Map<String, AttributeValue> members,
            Instant at,
            Instant now,
            String isEarlier) {
        AttributeValue expiry = ExpiringTable.expiry(at.plus(MEMORY));
        if (!now.isBefore(at.plus(MEMORY))) {
            return;
        }
        Map<String, AttributeValue> item = new HashMap<>(members);
        item.put("pk", AttributeValue.fromS(pk(environment, recipientHash)));
        item.put(ExpiringTable.EXPIRES_AT, expiry);
        try {
            table.dynamoDb()
                    .putItem(request -> request.tableName(table.name())
                            .item(item)
                            .conditionExpression("attribute_not_exists(pk) OR " + isEarlier)
                            .expressionAttributeValues(Map.of(":expiry", expiry)));
        } catch (ConditionalCheckFailedException e) {
            // What is known is later.
        }
    }

    /** Whether the item of a recipient, if there is one, says that Meta could not deliver. */
    public static boolean isRefused(Map<String, AttributeValue> item) {
        return !item.isEmpty() && !item.containsKey(REACHED);
    }

    /** The key of the item of a recipient. */
    public static String pk(EnvironmentId environment, String recipientHash) {
        return "REFUSED#" + environment + "#" + recipientHash;
    }
}
