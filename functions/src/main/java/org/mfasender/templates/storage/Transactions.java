package org.mfasender.templates.storage;

import static org.mfasender.platform.dynamodb.Table.key;
import static org.mfasender.platform.dynamodb.Table.number;
import static org.mfasender.platform.dynamodb.Table.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.StaleRevisionException;
import org.mfasender.platform.dynamodb.Table;
import org.mfasender.templates.TemplateOwner;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** Writes that happen together, on condition of what the account and each content is. */
final class Transactions {

    static final String BUSINESS_ACCOUNT = "whatsAppAccountBusinessId";
    private static final String CONDITION_FAILED = "ConditionalCheckFailed";
    private static final String CONFLICT = "TransactionConflict";
    /** DynamoDB takes 100 actions in a transaction; one of ours is the condition. */
    private static final int CHUNK = 99;

    private final Table table;

    Transactions(Table table) {
        this.table = table;
    }

    TransactWriteItem put(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table.name()).item(item))
                .build();
    }

    TransactWriteItem deletion(EnvironmentId environment, String sk) {
        return TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table.name()).key(key(environment, sk)))
                .build();
    }

    /** The write of a content, on condition that there is none; what is left of another account counts as none. */
    static TransactWriteItem unlessThere(TemplateOwner account, TransactWriteItem write) {
        return write.toBuilder()
                .put(write.put().toBuilder()
                        .conditionExpression("attribute_not_exists(pk) OR " + BUSINESS_ACCOUNT + " <> :account")
                        .expressionAttributeValues(Map.of(":account", text(account.whatsAppAccountBusinessId())))
                        .build())
                .build();
    }

    /** The write of a content, on condition that it still is as it was read; {@code before} is null when there was none. */
    static TransactWriteItem unlessChanged(TransactWriteItem write, @Nullable Map<String, AttributeValue> before) {
        if (before == null) {
            return write.toBuilder()
                    .put(write.put().toBuilder()
                            .conditionExpression("attribute_not_exists(pk)")
                            .build())
                    .build();
        }
        String condition = "#manual = :manual AND #template = :template";
        Map<String, String> names = Map.of("#manual", "manual", "#template", "template");
        Map<String, AttributeValue> values =
                Map.of(":manual", member(before, "manual"), ":template", member(before, "template"));
        TransactWriteItem.Builder conditional = write.toBuilder();
        if (write.put() != null) {
            conditional.put(write.put().toBuilder()
                    .conditionExpression(condition)
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(values)
                    .build());
        } else {
            conditional.delete(write.delete().toBuilder()
                    .conditionExpression(condition)
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(values)
                    .build());
        }
        return conditional.build();
    }

    private static AttributeValue member(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name));
    }

    /** On condition that a run is the account's newest. */
    TransactWriteItem whileNewest(EnvironmentId environment, long generation) {
        return condition(environment, "generation = :wanted", number(generation));
    }

    /** On condition that the environment still has this account. */
    TransactWriteItem whileSame(TemplateOwner account) {
        return condition(
                account.environmentId(),
                BUSINESS_ACCOUNT + " = :wanted AND attribute_not_exists(deletedAt)",
                text(account.whatsAppAccountBusinessId()));
    }

    private TransactWriteItem condition(EnvironmentId environment, String expression, AttributeValue wanted) {
        return TransactWriteItem.builder()
                .conditionCheck(check -> check.tableName(table.name())
                        .key(key(environment, Table.SENDER))
                        .conditionExpression(expression)
                        .expressionAttributeValues(Map.of(":wanted", wanted)))
                .build();
    }

    enum Outcome {
        DONE,
        SUPERSEDED,
        CHANGED_MEANWHILE
    }

    /**
     * Writes in parts, each on the condition.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling">
     *     Transaction conflict handling</a>
     * @throws StaleRevisionException when another write or transaction of the same items was under way
     */
    Outcome commit(TransactWriteItem condition, List<TransactWriteItem> writes) {
        for (int from = 0; from < writes.size(); from += CHUNK) {
            List<TransactWriteItem> chunk = new ArrayList<>();
            chunk.add(condition);
            chunk.addAll(writes.subList(from, Math.min(from + CHUNK, writes.size())));
            try {
                table.dynamoDb().transactWriteItems(request -> request.transactItems(chunk));
            } catch (TransactionCanceledException e) {
                List<String> reasons = e.cancellationReasons().stream()
                        .map(reason -> String.valueOf(reason.code()))
                        .toList();
                if (!reasons.contains(CONDITION_FAILED)) {
                    throw reasons.contains(CONFLICT) ? new StaleRevisionException(e) : e;
                }
                return reasons.getFirst().equals(CONDITION_FAILED) ? Outcome.SUPERSEDED : Outcome.CHANGED_MEANWHILE;
            } catch (TransactionInProgressException e) {
                // Ours, whose answer was lost: reading again shows what it did.
                throw new StaleRevisionException(e);
            }
        }
        return Outcome.DONE;
    }
}
