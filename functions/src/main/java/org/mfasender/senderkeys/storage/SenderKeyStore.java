package org.mfasender.senderkeys.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.audit.Action;
import org.mfasender.audit.Change;
import org.mfasender.audit.HistoryStore;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.Items;
import org.mfasender.platform.dynamodb.Optimistic;
import org.mfasender.platform.dynamodb.StaleRevisionException;
import org.mfasender.platform.dynamodb.Table;
import org.mfasender.platform.dynamodb.Transactions;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Sender keys by environment, {@code KEYS#{environmentId}} and {@code KEY#{name}#{slot}}: the function that is open to identity products
 * reads them before anything of an account. A name has two slots, so that no two requests at once make a third key of it.
 */
public final class SenderKeyStore {

    private static final String PREFIX = "KEY#";

    private final Table table;
    private final Transactions transactions;
    private final HistoryStore history;

    /** @param history where each key that is made or revoked is recorded with it */
    public SenderKeyStore(DynamoDbClient dynamoDb, String table, HistoryStore history) {
        this.table = new Table(dynamoDb, table);
        this.transactions = new Transactions(this.table);
        this.history = history;
    }

    /** The keys of an environment, also those that have expired, by name. */
    public List<SenderKey> find(EnvironmentId environment) {
        return table
                .dynamoDb()
                .queryPaginator(request -> request.tableName(table.name())
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                        .expressionAttributeValues(
                                Map.of(":pk", Table.text(pk(environment)), ":prefix", Table.text(PREFIX)))
                        .consistentRead(true))
                .items()
                .stream()
                .map(item -> Items.read(item, SenderKeyItem.class).toKey())
                .toList();
    }

    /**
     * One key; empty when the environment has none with this ID.
     *
     * @param id a UUID in either case, or anything else
     */
    public Optional<SenderKey> find(EnvironmentId environment, String id) {
        return find(environment).stream()
                .filter(key -> key.id().toString().equalsIgnoreCase(id))
                .findFirst();
    }

    /**
     * Stores a new key, as long as its account is there.
     *
     * @param account the account that it was made for
     * @param expired the key whose slot it takes; null when the slot is free
     * @throws StaleRevisionException when the account is gone, or another write took the slot; nothing is written then
     */
    public void add(SenderKey key, UUID account, @Nullable SenderKey expired) {
        Map<String, AttributeValue> item = new HashMap<>(Items.write(SenderKeyItem.of(key)));
        item.putAll(itemKey(key));
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(transactions.condition(
                key.environmentId(),
                Table.SENDER,
                "#id = :account",
                Set.of("id"),
                Map.of(":account", Table.text(account.toString()))));
        writes.add(transactions.putInPlaceOf(
                item, expired == null ? null : expired.id().toString()));
        writes.addAll(history.entry(
                key.environmentId(), Action.SENDER_KEY_CREATED, Change.between(facts(expired), facts(key))));
        if (!transactions.commit(writes)) {
            throw new StaleRevisionException();
        }
    }

    private static Map<String, String> facts(@Nullable SenderKey key) {
        return key == null ? Map.of() : Map.of("id", key.id().toString(), "name", key.name(), "kind", key.kind());
    }

    /** Revokes a key; gone already, or replaced by another, is a success. */
    public void revoke(SenderKey key) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(transactions.deletion(
                itemKey(key), "id = :id", Map.of(":id", Table.text(key.id().toString()))));
        writes.addAll(
                history.entry(key.environmentId(), Action.SENDER_KEY_REVOKED, Change.between(facts(key), Map.of())));
        Optimistic.retry(() -> transactions.commit(writes));
    }

    /**
     * Removes all keys of an account that was deleted.
     *
     * @param generation of the deletion: the keys of a later account of the environment stay
     */
    public void removeAll(EnvironmentId environment, long generation) {
        find(environment).forEach(key -> remove(key, generation));
    }

    private void remove(SenderKey key, long generation) {
        try {
            table.dynamoDb()
                    .deleteItem(request -> request.tableName(table.name())
                            .key(itemKey(key))
                            .conditionExpression("generation <= :generation")
                            .expressionAttributeValues(Map.of(":generation", Table.number(generation))));
        } catch (ConditionalCheckFailedException e) {
            // Gone, or a later account's by now.
        }
    }

    /** Records that a key was used, once an hour at most. */
    public void recordUse(SenderKey key, Instant now) {
        if (!key.isUseDue(now)) {
            return;
        }
        try {
            table.dynamoDb()
                    .updateItem(request -> request.tableName(table.name())
                            .key(itemKey(key))
                            .updateExpression("SET lastUsedAt = :now")
                            .conditionExpression(
                                    "id = :id AND (attribute_not_exists(lastUsedAt) OR lastUsedAt < :before)")
                            .expressionAttributeValues(Map.of(
                                    ":id", Table.text(key.id().toString()),
                                    ":now", Table.text(now.toString()),
                                    ":before",
                                            Table.text(now.minus(SenderKey.RECORDED_EVERY)
                                                    .toString()))));
        } catch (ConditionalCheckFailedException e) {
            // Recorded by another process, or the key is gone.
        }
    }

    private static Map<String, AttributeValue> itemKey(SenderKey key) {
        return Map.of(
                "pk", Table.text(pk(key.environmentId())), "sk", Table.text(PREFIX + key.name() + "#" + key.slot()));
    }

    private static String pk(EnvironmentId environment) {
        return "KEYS#" + environment;
    }
}
