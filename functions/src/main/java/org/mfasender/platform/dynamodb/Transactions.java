package org.mfasender.platform.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** Writes that happen together. */
public final class Transactions {

    /** DynamoDB takes 100 actions in a transaction. */
    public static final int MOST = 100;

    private static final String CONDITION_FAILED = "ConditionalCheckFailed";
    private static final String CONFLICT = "TransactionConflict";

    private final Table table;

    public Transactions(Table table) {
        this.table = table;
    }

    /** Puts an item, whatever is there. */
    public TransactWriteItem put(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table.name()).item(item))
                .build();
    }

    /**
     * Puts an item, as long as it has the revision that was read.
     *
     * @param read 0 when there was none
     */
    public TransactWriteItem put(Map<String, AttributeValue> item, long read) {
        return TransactWriteItem.builder()
                .put(put -> {
                    put.tableName(table.name()).item(item);
                    if (read == 0) {
                        put.conditionExpression("attribute_not_exists(pk)");
                    } else {
                        put.conditionExpression("revision = :read")
                                .expressionAttributeValues(Map.of(":read", Table.number(read)));
                    }
                })
                .build();
    }

    /**
     * Puts an item where there is none, or in the place of a certain one.
     *
     * @param id of the item that it replaces; null when there is none
     */
    public TransactWriteItem putInPlaceOf(Map<String, AttributeValue> item, @Nullable String id) {
        return TransactWriteItem.builder()
                .put(put -> {
                    put.tableName(table.name()).item(item);
                    if (id == null) {
                        put.conditionExpression("attribute_not_exists(pk)");
                    } else {
                        put.conditionExpression("id = :id").expressionAttributeValues(Map.of(":id", Table.text(id)));
                    }
                })
                .build();
    }

    /** Sets attributes of an item, which is made if there is none; its other attributes stay. */
    public TransactWriteItem set(EnvironmentId environment, String sk, Map<String, AttributeValue> attributes) {
        return TransactWriteItem.builder()
                .update(update -> update.tableName(table.name())
                        .key(Table.key(environment, sk))
                        .updateExpression("SET "
                                + String.join(
                                        ", ",
                                        attributes.keySet().stream()
                                                .map(name -> "#" + name + " = :" + name)
                                                .toList()))
                        .expressionAttributeNames(escaped(attributes.keySet()))
                        .expressionAttributeValues(attributes.entrySet().stream()
                                .collect(Collectors.toMap(entry -> ":" + entry.getKey(), Map.Entry::getValue))))
                .build();
    }

    /** Deletes an item, as long as a condition of it is met. */
    public TransactWriteItem deletion(
            Map<String, AttributeValue> key, String expression, Map<String, AttributeValue> values) {
        return TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table.name())
                        .key(key)
                        .conditionExpression(expression)
                        .expressionAttributeValues(values))
                .build();
    }

    public TransactWriteItem deletion(EnvironmentId environment, String sk) {
        return TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table.name()).key(Table.key(environment, sk)))
                .build();
    }

    /**
     * On condition of what an item is.
     *
     * @param names of attributes, which the expression names as {@code #name}: DynamoDB reserves many words
     */
    public TransactWriteItem condition(
            EnvironmentId environment,
            String sk,
            String expression,
            Set<String> names,
            Map<String, AttributeValue> values) {
        return TransactWriteItem.builder()
                .conditionCheck(check -> check.tableName(table.name())
                        .key(Table.key(environment, sk))
                        .conditionExpression(expression)
                        .expressionAttributeNames(escaped(names))
                        .expressionAttributeValues(values.isEmpty() ? null : values))
                .build();
    }

    private static Map<String, String> escaped(Set<String> names) {
        return names.stream().collect(Collectors.toMap(name -> "#" + name, name -> name));
    }

    /**
     * Writes everything or nothing. One write alone is made without a transaction, which would cost twice as much.
     *
     * @return false when a condition is not met
     * @throws StaleRevisionException when another write or transaction of the same items was under way
     */
    public boolean commit(List<TransactWriteItem> writes) {
        Put alone = writes.size() == 1 ? writes.getFirst().put() : null;
        return alone == null ? transact(writes) : put(alone);
    }

    private boolean put(Put put) {
        try {
            table.dynamoDb()
                    .putItem(request -> request.tableName(put.tableName())
                            .item(put.item())
                            .conditionExpression(put.conditionExpression())
                            .expressionAttributeValues(
                                    put.hasExpressionAttributeValues() ? put.expressionAttributeValues() : null));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        } catch (TransactionConflictException e) {
            throw new StaleRevisionException(e);
        }
    }

    /**
     * Writes everything or nothing, in a transaction also when it is one write: a role may put some items in no other way.
     *
     * @return false when a condition is not met
     * @see <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling">
     *     Transaction conflict handling</a>
     * @throws StaleRevisionException when another write or transaction of the same items was under way
     */
    public boolean transact(List<TransactWriteItem> writes) {
        try {
            table.dynamoDb().transactWriteItems(request -> request.transactItems(writes));
            return true;
        } catch (TransactionCanceledException e) {
            List<String> reasons = e.cancellationReasons().stream()
                    .map(reason -> String.valueOf(reason.code()))
                    .toList();
            if (reasons.contains(CONDITION_FAILED)) {
                return false;
            }
            throw reasons.contains(CONFLICT) ? new StaleRevisionException(e) : e;
        } catch (TransactionInProgressException e) {
            // Ours, whose answer was lost: reading again shows what it did.
            throw new StaleRevisionException(e);
        }
    }
}
