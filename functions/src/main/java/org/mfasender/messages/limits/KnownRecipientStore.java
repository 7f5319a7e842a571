package org.mfasender.messages.limits;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.mfasender.messages.recipients.EnvironmentKey;
import org.mfasender.messages.recipients.Recipient;
import org.mfasender.messages.recipients.RefusedRecipientStore;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.ExpiringTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads what is known of a recipient in one call, since a person waits. */
public final class KnownRecipientStore {

    private final ExpiringTable table;

    /** @param table name of the table of messages */
    public KnownRecipientStore(DynamoDbClient dynamoDb, String table) {
        this.table = new ExpiringTable(dynamoDb, table);
    }

    /** What is known of a recipient of an environment; {@code key} is the environment's. */
    public KnownRecipient find(EnvironmentId environment, EnvironmentKey key, Recipient recipient, Instant now) {
        String hash = key.hash(recipient);
        String range = key.rangeHash(recipient);
        String refused = RefusedRecipientStore.pk(environment, hash);
        String counted = UniqueRecipientStore.pk(environment, hash);
        String ofRange = ConversionStore.pk(environment, range);
        String ofCountry = ConversionStore.pk(environment, recipient.country());
        Map<String, Map<String, AttributeValue>> items = table.find(Set.of(refused, counted, ofRange, ofCountry), now);
        return new KnownRecipient(
                recipient,
                hash,
                range,
                RefusedRecipientStore.isRefused(items.getOrDefault(refused, Map.of())),
                items.containsKey(counted),
                ConversionStore.outcomes(items.getOrDefault(ofRange, Map.of()), now),
                ConversionStore.outcomes(items.getOrDefault(ofCountry, Map.of()), now));
    }
}
