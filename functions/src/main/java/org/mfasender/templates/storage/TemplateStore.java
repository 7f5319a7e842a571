package org.mfasender.templates.storage;

import static org.mfasender.platform.dynamodb.Table.sortKey;
import static org.mfasender.templates.storage.TemplateItems.isOf;
import static org.mfasender.templates.storage.TemplateItems.item;
import static org.mfasender.templates.storage.TemplateItems.template;
import static org.mfasender.templates.storage.Transactions.unlessChanged;
import static org.mfasender.templates.storage.Transactions.unlessThere;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.Optimistic;
import org.mfasender.platform.dynamodb.StaleRevisionException;
import org.mfasender.platform.dynamodb.StoredRecord;
import org.mfasender.platform.dynamodb.Table;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOwner;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.TemplateLedger;
import org.mfasender.templates.storage.Transactions.Outcome;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The templates, contents and ledger of an account. A run writes while it is the account's newest; a person's write of a content
 * states the content that was read, and so does a run's, so that neither loses what the other did. What is left of another
 * WhatsApp Business Account, which the environment had before, is not shown.
 */
public final class TemplateStore {

    private static final String TEMPLATE = "TEMPLATE#";
    private static final String CONTENT = "CONTENT#";
    private static final String LEDGER = "LEDGER";

    private final Table table;
    private final Transactions transactions;

    public TemplateStore(DynamoDbClient dynamoDb, String table) {
        this.table = new Table(dynamoDb, table);
        this.transactions = new Transactions(this.table);
    }

    /** The authentication templates of an account as last listed, and whatever else has a name of ours or is bound. */
    public List<MessageTemplate> templates(TemplateOwner account) {
        return items(account, TEMPLATE).map(TemplateItems::template).toList();
    }

    /** Every binding of an account. */
    public List<TemplateContent> contents(TemplateOwner account) {
        return items(account, CONTENT)
                .flatMap(item -> TemplateItems.content(item).stream())
                .toList();
    }

    /** The bindings of one purpose. */
    public List<TemplateContent> contents(TemplateOwner account, Purpose purpose) {
        return items(account, CONTENT + purpose + "#")
                .flatMap(item -> TemplateItems.content(item).stream())
                .toList();
    }

    /** One binding, if the purpose has it. */
    public Optional<TemplateContent> content(TemplateOwner account, Purpose purpose, UUID id) {
        return contents(account, purpose).stream()
                .filter(content -> content.id().equals(id))
                .findFirst();
    }

    /** Every binding that is recorded for an environment, whatever account it has now. */
    public List<TemplateContent> contents(EnvironmentId environment) {
        return table.query(environment, CONTENT)
                .flatMap(item -> TemplateItems.content(item).stream())
                .toList();
    }

    public TemplateLedger ledger(TemplateOwner account) {
        return items(account, LEDGER).findFirst().map(TemplateItems::ledger).orElse(TemplateLedger.EMPTY);
    }

    /**
     * Records the ledger, while {@code account}'s run is the newest.
     *
     * @return false when the run was superseded; nothing is written then
     */
    public boolean put(TemplateOwner account, TemplateLedger ledger) {
        return Optimistic.retry(() -> {
            Map<String, AttributeValue> recorded = table.get(account.environmentId(), LEDGER);
            TransactWriteItem write = transactions.put(item(account, LEDGER, recorded, TemplateLedgerItem.of(ledger)));
            return transactions.commit(
                            transactions.whileNewest(account.environmentId(), account.generation()), List.of(write))
                    == Outcome.DONE;
        });
    }

    /**
     * Makes the recorded templates these, and the contents what {@code bind} makes of those that are recorded, while
     * {@code account}'s run is the newest. Large sets are written in parts; writing again completes an interrupted write.
     *
     * @param bind may be asked again, when a person changed a content in between
     * @return the contents; empty when the run was superseded: parts may have been written then, which the newer run writes again
     */
    public Optional<List<TemplateContent>> record(
            TemplateOwner account, Collection<MessageTemplate> templates, UnaryOperator<List<TemplateContent>> bind) {
        return Optimistic.retry(() -> {
            Map<String, Map<String, AttributeValue>> recorded = new LinkedHashMap<>();
            Stream.concat(table.query(account.environmentId(), TEMPLATE), table.query(account.environmentId(), CONTENT))
                    // A content of another release's purpose is not this one's to remove.
                    .filter(item -> !sortKey(item).startsWith(CONTENT)
                            || TemplateItems.content(item).isPresent())
                    .forEach(item -> recorded.put(sortKey(item), item));
            List<TemplateContent> contents = bind.apply(recorded.values().stream()
                    .filter(item -> sortKey(item).startsWith(CONTENT) && isOf(account, item))
                    .flatMap(item -> TemplateItems.content(item).stream())
                    .toList());
            Map<String, StoredRecord> wanted = new LinkedHashMap<>();
            templates.forEach(template -> wanted.put(TEMPLATE + template.id(), MessageTemplateItem.of(template)));
            contents.forEach(content -> wanted.put(sortKeyOf(content), TemplateContentItem.of(content)));
            Outcome outcome = transactions.commit(
                    transactions.whileNewest(account.environmentId(), account.generation()),
                    changes(account, recorded, wanted));
            return switch (outcome) {
                case DONE -> Optional.of(contents);
                case SUPERSEDED -> Optional.empty();
                case CHANGED_MEANWHILE -> throw new StaleRevisionException();
            };
        });
    }

    /**
     * Adds a content of an account, and its template to those that are recorded.
     *
     * @throws StaleRevisionException when there is one already, or the environment has another account now
     */
    public void add(TemplateOwner account, TemplateContent content) {
        TransactWriteItem write =
                transactions.put(item(account, sortKeyOf(content), null, TemplateContentItem.of(content)));
        byHand(account, unlessThere(account, write), put(account, content.template()));
    }

    /**
     * Puts a content in the place of another one that has its id, and its template to those that are recorded.
     *
     * @param before as it was read
     * @throws StaleRevisionException when it was changed since, or the environment has another account now
     */
    public void replace(TemplateOwner account, TemplateContent before, TemplateContent after) {
        Map<String, AttributeValue> recorded = recorded(account, before);
        TransactWriteItem write =
                transactions.put(item(account, sortKeyOf(after), recorded, TemplateContentItem.of(after)));
        byHand(account, unlessChanged(write, recorded), put(account, after.template()));
    }

    /**
     * Removes a content.
     *
     * @param before as it was read
     * @throws StaleRevisionException when it was changed since, or the environment has another account now
     */
    public void remove(TemplateOwner account, TemplateContent before) {
        byHand(
                account,
                unlessChanged(
                        transactions.deletion(account.environmentId(), sortKeyOf(before)), recorded(account, before)));
    }

    /** The item of a content, as long as it binds what was read. */
    private Map<String, AttributeValue> recorded(TemplateOwner account, TemplateContent before) {
        Map<String, AttributeValue> item = table.get(account.environmentId(), sortKeyOf(before));
        boolean unchanged = isOf(account, item)
                && TemplateItems.content(item)
                        .filter(found -> found.manual() == before.manual())
                        .filter(found -> found.template().equals(before.template()))
                        .isPresent();
        if (!unchanged) {
            throw new StaleRevisionException();
        }
        return item;
    }

    /** Removes everything about templates, while the deletion is the environment's last word. */
    public boolean removeAll(TemplateOwner deleted) {
        EnvironmentId environment = deleted.environmentId();
        return Optimistic.retry(() -> {
            List<TransactWriteItem> writes = Stream.of(TEMPLATE, CONTENT, LEDGER)
                    .flatMap(prefix -> table.query(environment, prefix))
                    .map(item -> transactions.deletion(environment, sortKey(item)))
                    .toList();
            return transactions.commit(transactions.whileNewest(environment, deleted.generation()), writes)
                    == Outcome.DONE;
        });
    }

    private Stream<Map<String, AttributeValue>> items(TemplateOwner account, String prefix) {
        return table.query(account.environmentId(), prefix).filter(item -> isOf(account, item));
    }

    private static String sortKeyOf(TemplateContent content) {
        String variant = content.variant();
        return CONTENT + content.purpose() + "#" + content.locale()
                + (variant == null ? "" : "#" + TemplateContent.key(variant));
    }

    private List<TransactWriteItem> changes(
            TemplateOwner account,
            Map<String, Map<String, AttributeValue>> recorded,
            Map<String, StoredRecord> wanted) {
        List<TransactWriteItem> writes = new ArrayList<>();
        wanted.forEach((sk, next) -> {
            Map<String, AttributeValue> before = recorded.get(sk);
            Map<String, AttributeValue> item = item(account, sk, before, next);
            if (!item.equals(before)) {
                writes.add(
                        sk.startsWith(CONTENT)
                                ? unlessChanged(transactions.put(item), before)
                                : transactions.put(item));
            }
        });
        recorded.forEach((sk, before) -> {
            if (!wanted.containsKey(sk)) {
                TransactWriteItem deletion = transactions.deletion(account.environmentId(), sk);
                writes.add(sk.startsWith(CONTENT) ? unlessChanged(deletion, before) : deletion);
            }
        });
        return writes;
    }

    /** A template as just seen, with the memory of what it said at first. */
    private TransactWriteItem put(TemplateOwner account, MessageTemplate seen) {
        Map<String, AttributeValue> recorded = table.get(account.environmentId(), TEMPLATE + seen.id());
        MessageTemplate before = isOf(account, recorded) ? template(recorded) : null;
        MessageTemplateItem next = MessageTemplateItem.of(seen.rememberedFrom(before));
        return transactions.put(item(account, TEMPLATE + seen.id(), recorded, next));
    }

    private void byHand(TemplateOwner account, TransactWriteItem... writes) {
        if (transactions.commit(transactions.whileSame(account), List.of(writes)) != Outcome.DONE) {
            throw new StaleRevisionException();
        }
    }
}
