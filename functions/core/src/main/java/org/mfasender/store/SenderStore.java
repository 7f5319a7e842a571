package org.mfasender.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.mfasender.sender.DeletedSender;
import org.mfasender.sender.EnvironmentId;
import org.mfasender.sender.MessageTemplate;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderRecord;
import org.mfasender.sender.TemplateContent;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * One table. Partition key {@code pk} is {@code ENV#{environmentId}}; sort key {@code sk} is {@code SENDER} for the account,
 * {@code TEMPLATE#{id}} for a template of its WhatsApp Business Account and {@code CONTENT#{purpose}#{locale}} for a binding.
 *
 * <p>Every write of the account states the revision it was read at, and every write of templates and contents the run that
 * makes it, so that nothing is lost to a write in between and an overtaken run has no effect.
 */
public final class SenderStore {

    private static final String SENDER = "SENDER";
    private static final String TEMPLATE = "TEMPLATE#";
    private static final String CONTENT = "CONTENT#";
    private static final String BUSINESS_ACCOUNT = "whatsAppAccountBusinessId";
    /** DynamoDB takes 100 actions in a transaction; one of ours is the condition. */
    private static final int CHUNK = 99;

    private static final int MOST_ATTEMPTS = 10;

    private final DynamoDbClient dynamoDb;
    private final String table;

    public SenderStore(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /** What is stored for an environment, as of now. */
    public Optional<SenderRecord> find(EnvironmentId environment) {
        Map<String, AttributeValue> item = dynamoDb.getItem(request ->
                        request.tableName(table).key(key(environment, SENDER)).consistentRead(true))
                .item();
        if (item.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                item.containsKey("deletedAt")
                        ? Items.read(item, DeletedSender.class)
                        : Items.read(item, SenderAccount.class));
    }

    /** The account of an environment; empty also when it was deleted. */
    public Optional<SenderAccount> findAccount(EnvironmentId environment) {
        return find(environment).filter(SenderAccount.class::isInstance).map(SenderAccount.class::cast);
    }

    /**
     * Writes what followed from reading: {@code next} has the revision that was read, 0 when there was nothing.
     *
     * @throws StaleRevisionException when another write came between; nothing is written then
     */
    public void put(SenderRecord next) {
        Map<String, AttributeValue> item = Items.write(next);
        item.putAll(key(next.environmentId(), SENDER));
        item.put("revision", number(next.revision() + 1));
        item.put("generation", number(next.generation()));
        try {
            dynamoDb.putItem(request -> {
                request.tableName(table)
                        .item(item)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
                if (next.revision() == 0) {
                    request.conditionExpression("attribute_not_exists(pk)");
                } else {
                    request.conditionExpression("revision = :read")
                            .expressionAttributeValues(Map.of(":read", number(next.revision())));
                }
            });
        } catch (ConditionalCheckFailedException e) {
            if (item.equals(e.item())) {
                // This very write, whose answer was lost.
                return;
            }
            throw new StaleRevisionException(e);
        }
    }

    /**
     * Changes an account as long as {@code generation} is its newest run; reads and decides again when another write comes
     * between.
     *
     * @return the account as read before the last write plus the change; empty when the run was overtaken or the account deleted
     */
    public Optional<SenderAccount> update(
            EnvironmentId environment, long generation, UnaryOperator<SenderAccount> change) {
        for (int attempt = 1; ; attempt++) {
            Optional<SenderAccount> current =
                    findAccount(environment).filter(account -> account.generation() == generation);
            if (current.isEmpty()) {
                return current;
            }
            SenderAccount next = change.apply(current.get());
            try {
                put(next);
                return Optional.of(next);
            } catch (StaleRevisionException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /**
     * Replaces an account by the trace that it was deleted.
     *
     * @return the deletion that is to be completed, of this call or of one before; empty when there is nothing to delete
     */
    public Optional<DeletedSender> delete(EnvironmentId environment, Instant now) {
        for (int attempt = 1; ; attempt++) {
            try {
                Optional<SenderRecord> found = find(environment);
                if (found.orElse(null) instanceof SenderAccount account) {
                    DeletedSender deleted = DeletedSender.of(account, now);
                    put(deleted);
                    return Optional.of(deleted);
                }
                return found.map(DeletedSender.class::cast).filter(deleted -> !deleted.complete());
            } catch (StaleRevisionException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Notes that nothing of a deleted account is left; done already, or overtaken, is a success. */
    public void complete(DeletedSender deleted) {
        find(deleted.environmentId())
                .filter(DeletedSender.class::isInstance)
                .map(DeletedSender.class::cast)
                .filter(found -> found.generation() == deleted.generation() && !found.complete())
                .ifPresent(found -> put(found.completed()));
    }

    /** The authentication templates of an account as last listed, and what else is bound. */
    public List<MessageTemplate> templates(SenderAccount account) {
        return query(account.environmentId(), TEMPLATE)
                .filter(isOf(account))
                .map(item -> Items.read(item, MessageTemplate.class))
                .toList();
    }

    /** Every binding of a purpose and locale to a template of an account. */
    public List<TemplateContent> contents(SenderAccount account) {
        return query(account.environmentId(), CONTENT)
                .filter(isOf(account))
                .map(item -> Items.read(item, TemplateContent.class))
                .toList();
    }

    /** Every binding that is recorded for an environment, whatever account it has now. */
    public List<TemplateContent> contents(EnvironmentId environment) {
        return query(environment, CONTENT)
                .map(item -> Items.read(item, TemplateContent.class))
                .toList();
    }

    /** Not what is left of another WhatsApp Business Account, which the environment had before. */
    private static Predicate<Map<String, AttributeValue>> isOf(SenderAccount account) {
        return item -> text(account.whatsAppAccountBusinessId()).equals(item.get(BUSINESS_ACCOUNT));
    }

    /**
     * Makes the recorded templates and contents these, and no others, while {@code account}'s run is the newest. Large sets are
     * written in parts; writing again completes an interrupted write.
     *
     * @return false when the run was overtaken; parts may have been written then, which the newer run writes anew
     */
    public boolean replaceTemplates(
            SenderAccount account, Collection<MessageTemplate> templates, Collection<TemplateContent> contents) {
        EnvironmentId environment = account.environmentId();
        Map<String, Map<String, AttributeValue>> wanted = new LinkedHashMap<>();
        templates.forEach(template -> wanted.put(TEMPLATE + template.id(), Items.write(template)));
        contents.forEach(
                content -> wanted.put(CONTENT + content.purpose() + "#" + content.locale(), Items.write(content)));
        Map<String, Map<String, AttributeValue>> recorded = new LinkedHashMap<>();
        Stream.concat(query(environment, TEMPLATE), query(environment, CONTENT))
                .forEach(item -> recorded.put(sortKey(item), item));

        List<TransactWriteItem> writes = new ArrayList<>();
        wanted.forEach((sk, item) -> {
            item.putAll(key(environment, sk));
            item.put(BUSINESS_ACCOUNT, text(account.whatsAppAccountBusinessId()));
            if (!item.equals(recorded.get(sk))) {
                writes.add(TransactWriteItem.builder()
                        .put(put -> put.tableName(table).item(item))
                        .build());
            }
        });
        recorded.keySet().stream()
                .filter(sk -> !wanted.containsKey(sk))
                .forEach(sk -> writes.add(deletion(environment, sk)));
        return writeWhile(environment, account.generation(), writes);
    }

    /** Removes templates and contents, while the deletion is the environment's last word. */
    public boolean removeTemplates(DeletedSender deleted) {
        List<TransactWriteItem> writes = Stream.concat(
                        query(deleted.environmentId(), TEMPLATE), query(deleted.environmentId(), CONTENT))
                .map(item -> deletion(deleted.environmentId(), sortKey(item)))
                .toList();
        return writeWhile(deleted.environmentId(), deleted.generation(), writes);
    }

    private boolean writeWhile(EnvironmentId environment, long generation, List<TransactWriteItem> writes) {
        for (int from = 0; from < writes.size(); from += CHUNK) {
            List<TransactWriteItem> chunk = new ArrayList<>();
            chunk.add(TransactWriteItem.builder()
                    .conditionCheck(check -> check.tableName(table)
                            .key(key(environment, SENDER))
                            .conditionExpression("generation = :generation")
                            .expressionAttributeValues(Map.of(":generation", number(generation))))
                    .build());
            chunk.addAll(writes.subList(from, Math.min(from + CHUNK, writes.size())));
            try {
                dynamoDb.transactWriteItems(request -> request.transactItems(chunk));
            } catch (TransactionCanceledException e) {
                if ("ConditionalCheckFailed"
                        .equals(e.cancellationReasons().getFirst().code())) {
                    return false;
                }
                throw e;
            }
        }
        return true;
    }

    private TransactWriteItem deletion(EnvironmentId environment, String sk) {
        return TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table).key(key(environment, sk)))
                .build();
    }

    private Stream<Map<String, AttributeValue>> query(EnvironmentId environment, String prefix) {
        return dynamoDb
                .queryPaginator(request -> request.tableName(table)
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                        .expressionAttributeValues(Map.of(":pk", text("ENV#" + environment), ":prefix", text(prefix)))
                        .consistentRead(true))
                .items()
                .stream();
    }

    private static Map<String, AttributeValue> key(EnvironmentId environment, String sk) {
        return Map.of("pk", text("ENV#" + environment), "sk", text(sk));
    }

    private static String sortKey(Map<String, AttributeValue> item) {
        return Objects.requireNonNull(item.get("sk")).s();
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
