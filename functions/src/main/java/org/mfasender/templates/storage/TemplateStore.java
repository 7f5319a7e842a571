package org.mfasender.templates.storage;

import static org.mfasender.platform.dynamodb.Table.sortKey;
import static org.mfasender.templates.storage.TemplateItems.CONTENT;
import static org.mfasender.templates.storage.TemplateItems.LEDGER;
import static org.mfasender.templates.storage.TemplateItems.TEMPLATE;
import static org.mfasender.templates.storage.TemplateItems.isOf;
import static org.mfasender.templates.storage.TemplateItems.item;
import static org.mfasender.templates.storage.TemplateItems.template;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.Optimistic;
import org.mfasender.platform.dynamodb.Table;
import org.mfasender.platform.dynamodb.Transactions;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOwner;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.TemplateLedger;
import org.mfasender.templates.catalog.TemplateReport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The templates, contents and ledger of each WhatsApp Business Account that an environment has. Status and sending follow from the
 * contents, so this only prepares their writes: they are written together with the account, see {@code AccountContents}.
 */
public final class TemplateStore {

    private final Table table;
    private final Transactions transactions;

    public TemplateStore(DynamoDbClient dynamoDb, String table) {
        this.table = new Table(dynamoDb, table);
        this.transactions = new Transactions(this.table);
    }

    /** What is stored about the templates of an account, read when it is asked for. */
    public StoredTemplateItems read(TemplateOwner account) {
        return new StoredTemplateItems(account, table.items(account.environmentId()));
    }

    /** See {@link StoredTemplateItems#templates()}. */
    public List<MessageTemplate> templates(TemplateOwner account) {
        return read(account).templates();
    }

    /** Every binding of an account. */
    public List<TemplateContent> contents(TemplateOwner account) {
        return read(account).contents();
    }

    /** The bindings of one purpose. */
    public List<TemplateContent> contents(TemplateOwner account, Purpose purpose) {
        return contents(account).stream()
                .filter(content -> content.purpose() == purpose)
                .toList();
    }

    /** One binding, if the purpose has it. */
    public Optional<TemplateContent> content(TemplateOwner account, Purpose purpose, UUID id) {
        return contents(account, purpose).stream()
                .filter(content -> content.id().equals(id))
                .findFirst();
    }

    /** Every binding that is recorded for an environment, of whatever account. */
    public List<TemplateContent> contents(EnvironmentId environment) {
        return table.query(environment, CONTENT)
                .flatMap(item -> TemplateItems.content(item).stream())
                .toList();
    }

    public TemplateLedger ledger(TemplateOwner account) {
        return read(account).ledger();
    }

    /**
     * Records the ledger, while the owner's run is one of the account's.
     *
     * @return false when the run was superseded; nothing is written then
     */
    public boolean put(TemplateOwner account, TemplateLedger ledger) {
        return Optimistic.retry(() -> {
            List<TransactWriteItem> writes = ledgerWrites(account, ledger);
            return put(whileSteps(account), writes) || put(whileRun(account), writes);
        });
    }

    private boolean put(TransactWriteItem condition, List<TransactWriteItem> writes) {
        return transactions.commit(
                Stream.concat(Stream.of(condition), writes.stream()).toList());
    }

    /** The steps of a run go when it is superseded, and are a smaller item to look at than the account. */
    private TransactWriteItem whileSteps(TemplateOwner account) {
        return transactions.condition(
                account.environmentId(),
                Table.runKey(account.generation()),
                "attribute_exists(#pk)",
                Set.of("pk"),
                Map.of());
    }

    /** The writes of the ledger, for a transaction that changes the owner's account. */
    public List<TransactWriteItem> ledgerWrites(TemplateOwner account, TemplateLedger ledger) {
        Map<String, AttributeValue> recorded =
                items(account, LEDGER).max(Comparator.comparing(Table::sortKey)).orElse(null);
        Map<String, AttributeValue> next =
                item(account, TemplateItems.ledgerKey(account), recorded, TemplateLedgerItem.of(ledger));
        return replacing(account, recorded, next);
    }

    /** For a run whose steps 0.1.0 has stored in the account. */
    private TransactWriteItem whileRun(TemplateOwner account) {
        return transactions.condition(
                account.environmentId(),
                Table.SENDER,
                "#provisioning.#generation = :run OR #candidate.#provisioning.#generation = :run",
                Set.of("provisioning", "candidate", "generation"),
                Map.of(":run", Table.number(account.generation())));
    }

    /**
     * The writes after which the recorded templates are these, and the contents what {@code bind} makes of those that are recorded. What
     * is left of a WhatsApp Business Account that the environment has no more goes.
     *
     * @param others WhatsApp Business Accounts that the environment has beside the owner's
     * @param readAt when the templates began to be read: what Meta has reported of one since is kept
     * @return in parts, each of which is written in one transaction; writing again completes what was interrupted
     */
    public List<TemplateWriteItems> recording(
            TemplateOwner account,
            Set<String> others,
            Collection<MessageTemplate> templates,
            Instant readAt,
            UnaryOperator<List<TemplateContent>> bind) {
        RecordedItems recorded = new RecordedItems(
                account,
                transactions,
                Stream.concat(
                                table.query(account.environmentId(), TEMPLATE),
                                table.query(account.environmentId(), CONTENT))
                        .filter(item -> others.stream().noneMatch(other -> isOf(other, item))));
        return recorded.becoming(
                recorded.reportedSince(readAt, templates),
                recorded.bindingsReportedSince(readAt, bind.apply(recorded.contents())));
    }

    /** Whether a template is recorded. */
    public boolean has(TemplateOwner account, String templateId) {
        return Stream.concat(
                        templates(account).stream(), contents(account).stream().map(TemplateContent::template))
                .anyMatch(template -> template.id().equals(templateId));
    }

    /**
     * The writes of what Meta reports of a template; none when something later is known.
     *
     * @param readAt when the templates were last read; null when they never were
     */
    public TemplateWriteItems reporting(TemplateOwner account, TemplateReport report, @Nullable Instant readAt) {
        MessageTemplate reported = templates(account).stream()
                .filter(template -> template.id().equals(report.templateId()))
                .findFirst()
                .flatMap(template -> template.reported(report, readAt))
                .orElse(null);
        return byHand(
                account,
                contents -> contents.stream()
                        .map(content -> content.reported(report, readAt))
                        .toList(),
                reported);
    }

    /**
     * The writes of a change by hand.
     *
     * @param seen the template of a changed content as just seen at Meta; null when a content goes
     */
    public TemplateWriteItems byHand(
            TemplateOwner account, UnaryOperator<List<TemplateContent>> change, @Nullable MessageTemplate seen) {
        List<Map<String, AttributeValue>> items = items(account, CONTENT).toList();
        List<TemplateContent> before = RecordedItems.contents(items.stream());
        List<Map<String, AttributeValue>> apart = items(account, TEMPLATE).toList();
        Map<String, MessageTemplate> known = RecordedItems.templates(before, apart.stream());
        List<TemplateContent> after = change.apply(before).stream()
                .map(content -> before.contains(content) ? content : HandChange.remembering(content, known))
                .toList();
        // No more than that fits into one transaction, however many still have a former release's keys.
        Set<UUID> changed = Stream.concat(without(before, after), without(after, before))
                .map(TemplateContent::id)
                .collect(Collectors.toSet());
        RecordedItems recorded = new RecordedItems(
                account,
                transactions,
                items.stream()
                        .filter(item -> TemplateItems.content(item)
                                .filter(content -> changed.contains(content.id()))
                                .isPresent()));
        List<TransactWriteItem> writes = new ArrayList<>();
        recorded.becoming(
                        List.of(),
                        after.stream()
                                .filter(content -> changed.contains(content.id()))
                                .toList())
                .forEach(part -> writes.addAll(part.writes()));
        new HandChange(before, after, seen)
                .writtenApart(apart.stream().map(TemplateItems::id).collect(Collectors.toSet()))
                .forEach(template -> writes.addAll(put(account, template)));
        return new TemplateWriteItems(writes, before, after);
    }

    private static Stream<TemplateContent> without(List<TemplateContent> some, List<TemplateContent> others) {
        return some.stream().filter(content -> !others.contains(content));
    }

    /** A template as just seen, with the memory of what it said at first; it is there once, also when it had a former release's key. */
    private List<TransactWriteItem> put(TemplateOwner account, MessageTemplate seen) {
        Map<String, AttributeValue> recorded = items(account, TEMPLATE)
                .filter(item -> TemplateItems.id(item).equals(seen.id()))
                .max(Comparator.comparingInt(item -> sortKey(item).length()))
                .orElse(null);
        MessageTemplate before = recorded == null ? null : template(recorded);
        Map<String, AttributeValue> next = item(
                account,
                TemplateItems.sortKey(account, seen),
                recorded,
                MessageTemplateItem.of(seen.rememberedFrom(before)));
        return replacing(account, recorded, next);
    }

    /** Puts an item in the place of a recorded one, which may have a former release's key. */
    private List<TransactWriteItem> replacing(
            TemplateOwner account, @Nullable Map<String, AttributeValue> recorded, Map<String, AttributeValue> next) {
        return recorded == null || sortKey(recorded).equals(sortKey(next))
                ? List.of(transactions.put(next))
                : List.of(transactions.put(next), transactions.deletion(account.environmentId(), sortKey(recorded)));
    }

    /** Removes everything about templates of an environment, while its deletion of that generation is the last word. */
    public void removeAll(EnvironmentId environment, long generation) {
        TransactWriteItem whileDeleted = transactions.condition(
                environment,
                Table.SENDER,
                "attribute_exists(#deletedAt) AND #generation = :deletion",
                Set.of("deletedAt", "generation"),
                Map.of(":deletion", Table.number(generation)));
        Optimistic.retry(() -> {
            List<TransactWriteItem> deletions = Stream.of(TEMPLATE, CONTENT, LEDGER)
                    .flatMap(prefix -> table.query(environment, prefix))
                    .map(item -> transactions.deletion(environment, sortKey(item)))
                    .toList();
            for (int from = 0; from < deletions.size(); from += TemplateWriteItems.MOST) {
                List<TransactWriteItem> part = new ArrayList<>();
                part.add(whileDeleted);
                part.addAll(deletions.subList(from, Math.min(from + TemplateWriteItems.MOST, deletions.size())));
                if (!transactions.commit(part)) {
                    return environment;
                }
            }
            return environment;
        });
    }

    private Stream<Map<String, AttributeValue>> items(TemplateOwner account, String prefix) {
        return read(account).of(prefix);
    }
}
