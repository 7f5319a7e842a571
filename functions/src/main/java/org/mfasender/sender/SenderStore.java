package org.mfasender.sender;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.Items;
import org.mfasender.platform.dynamodb.Optimistic;
import org.mfasender.platform.dynamodb.StaleRevisionException;
import org.mfasender.platform.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * The accounts. Every write states the revision it was read at, so that nothing is lost to a write in between and a superseded run
 * has no effect.
 */
public final class SenderStore {

    private final Table table;

    public SenderStore(DynamoDbClient dynamoDb, String table) {
        this.table = new Table(dynamoDb, table);
    }

    /** What is stored for an environment, as of now. */
    public Optional<SenderRecord> find(EnvironmentId environment) {
        return record(table.get(environment, Table.SENDER));
    }

    private static Optional<SenderRecord> record(Map<String, AttributeValue> item) {
        if (item.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                item.containsKey("deletedAt")
                        ? Items.read(item, DeletedSenderItem.class).toDeleted()
                        : Items.read(item, SenderItem.class).toAccount());
    }

    /** The account of an environment; empty also when it was deleted. */
    public Optional<SenderAccount> findAccount(EnvironmentId environment) {
        return find(environment).flatMap(SenderStore::account);
    }

    private static Optional<SenderAccount> account(SenderRecord stored) {
        return stored instanceof SenderAccount account ? Optional.of(account) : Optional.empty();
    }

    /**
     * Writes what followed from reading: {@code next} has the revision that was read, 0 when there was nothing.
     *
     * @throws StaleRevisionException when another write came between, or a transaction is working on the item; nothing is written then
     */
    public void put(SenderRecord next) {
        put(next, next.revision() == 0 ? Map.of() : table.get(next.environmentId(), Table.SENDER));
    }

    /** @param stored the item that was read, for what this release does not know in it */
    private void put(SenderRecord next, Map<String, AttributeValue> stored) {
        Map<String, AttributeValue> item = written(next, record(stored).orElse(null), stored);
        item.putAll(Table.key(next.environmentId(), Table.SENDER));
        item.put("revision", Table.number(next.revision() + 1));
        item.put("generation", Table.number(next.generation()));
        try {
            table.dynamoDb().putItem(request -> {
                request.tableName(table.name())
                        .item(item)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
                if (next.revision() == 0) {
                    request.conditionExpression("attribute_not_exists(pk)");
                } else {
                    request.conditionExpression("revision = :read")
                            .expressionAttributeValues(Map.of(":read", Table.number(next.revision())));
                }
            });
        } catch (ConditionalCheckFailedException e) {
            if (item.equals(e.item())) {
                // This very write, whose answer was lost.
                return;
            }
            throw new StaleRevisionException(e);
        } catch (TransactionConflictException e) {
            throw new StaleRevisionException(e);
        }
    }

    /** The item; what takes the place of another account, or of its deletion, keeps nothing of it. */
    private static Map<String, AttributeValue> written(
            SenderRecord next, @Nullable SenderRecord before, Map<String, AttributeValue> stored) {
        return switch (next) {
            case SenderAccount account ->
                before instanceof SenderAccount known && known.id().equals(account.id())
                        ? Items.rewrite(stored, SenderItem.of(known), SenderItem.of(account))
                        : Items.write(SenderItem.of(account));
            case DeletedSender deleted ->
                before instanceof DeletedSender known && known.generation() == deleted.generation()
                        ? Items.rewrite(stored, DeletedSenderItem.of(known), DeletedSenderItem.of(deleted))
                        : Items.write(DeletedSenderItem.of(deleted));
        };
    }

    /**
     * Changes an account as long as {@code generation} is its newest run; reads and decides again when another write comes
     * between.
     *
     * @return the account as read before the last write plus the change; empty when the run was superseded or the account deleted
     */
    public Optional<SenderAccount> update(
            EnvironmentId environment, long generation, UnaryOperator<SenderAccount> change) {
        return Optimistic.retry(() -> {
            Map<String, AttributeValue> stored = table.get(environment, Table.SENDER);
            Optional<SenderAccount> next = record(stored)
                    .flatMap(SenderStore::account)
                    .filter(account -> account.generation() == generation)
                    .map(change);
            next.ifPresent(account -> put(account, stored));
            return next;
        });
    }

    /**
     * Replaces an account with a record of its deletion.
     *
     * @return the deletion that is to be completed, of this call or of one before; empty when there is nothing to delete
     */
    public Optional<DeletedSender> delete(EnvironmentId environment, Instant now) {
        return Optimistic.retry(() -> {
            Optional<SenderRecord> found = find(environment);
            if (found.orElse(null) instanceof SenderAccount account) {
                DeletedSender deleted = DeletedSender.of(account, now);
                put(deleted);
                return Optional.of(deleted);
            }
            return found.map(DeletedSender.class::cast).filter(deleted -> !deleted.complete());
        });
    }

    /** Notes that nothing of a deleted account is left; done already, or superseded, is a success. */
    public void complete(DeletedSender deleted) {
        Optimistic.retry(() -> {
            Optional<DeletedSender> open = find(deleted.environmentId())
                    .filter(DeletedSender.class::isInstance)
                    .map(DeletedSender.class::cast)
                    .filter(found -> found.generation() == deleted.generation() && !found.complete());
            open.ifPresent(found -> put(found.completed()));
            return open;
        });
    }
}
