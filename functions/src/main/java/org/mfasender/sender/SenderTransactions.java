package org.mfasender.sender;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.audit.Action;
import org.mfasender.audit.HistoryStore;
import org.mfasender.platform.dynamodb.Items;
import org.mfasender.platform.dynamodb.StaleRevisionException;
import org.mfasender.platform.dynamodb.Table;
import org.mfasender.platform.dynamodb.Transactions;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.templates.bindings.TemplateContent;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The writes of an account: its item, the steps of its runs, what sending has to know, and the entry in the history. All of them happen
 * together, as long as the account has the revision that was read.
 */
final class SenderTransactions {

    private final Transactions transactions;
    private final HistoryStore history;

    SenderTransactions(Table table, HistoryStore history) {
        this.transactions = new Transactions(table);
        this.history = history;
    }

    /**
     * Writes an account, which has the revision that was read.
     *
     * @param contents of the WhatsApp Business Account that its connection is to; null when they stay as they are
     * @param written contents that are written with it; null when none are
     * @throws StaleRevisionException when another write came between, or is under way; nothing is written then
     */
    SenderAccount write(
            SenderItems stored,
            SenderAccount next,
            @Nullable List<TemplateContent> contents,
            @Nullable ContentsWrite written) {
        SenderAccount before = stored.account();
        SenderAccount known = before == null || !before.id().equals(next.id()) ? null : before;
        List<TransactWriteItem> others = new ArrayList<>();
        superseded(stored, known, next).forEach(sk -> others.add(transactions.deletion(next.environmentId(), sk)));
        addProjection(others, known, next, contents);
        if (written != null) {
            others.addAll(written.part().writes());
        }
        others.addAll(history.entry(
                next.environmentId(),
                known == null ? Action.SENDER_CREATED : Action.SENDER_CHANGED,
                AccountFacts.changes(known, next, written)));
        // One item alone costs half: what begins a run waits there for the first write that takes a transaction anyway.
        Predicate<Provisioning> within = run -> others.isEmpty()
                && !stored.areOfFirstRelease()
                && stored.steps(run) == null
                && run.hasBegun()
                && run.isShort();
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(transactions.put(sender(stored, known, next, within), next.revision()));
        next.connections()
                .map(Connection::run)
                .filter(within.negate())
                .forEach(run -> addSteps(writes, stored, known, next, run));
        writes.addAll(others);
        commit(writes);
        return next.atRevision(next.revision() + 1);
    }

    /** The steps of runs that are the account's no more. Other items of its are another release's. */
    private static Stream<String> superseded(SenderItems stored, @Nullable SenderAccount before, SenderAccount next) {
        return before == null
                ? Stream.empty()
                : before.connections()
                        .map(Connection::run)
                        .filter(run -> next.ofRun(run.generation()).isEmpty())
                        .map(SenderItems::stepsKey)
                        .filter(stored.bySortKey()::containsKey);
    }

    /** Writes a deletion in the place of an account, or a later word of it. */
    void write(SenderItems stored, DeletedSender next) {
        DeletedSenderItem item = DeletedSenderItem.of(next);
        DeletedSender before =
                stored.record().orElse(null) instanceof DeletedSender found && found.generation() == next.generation()
                        ? found
                        : null;
        Map<String, AttributeValue> attributes =
                before == null ? Items.write(item) : Items.rewrite(stored.sender(), DeletedSenderItem.of(before), item);
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(transactions.put(keyed(attributes, next), next.revision()));
        if (before == null) {
            stored.bySortKey().keySet().stream()
                    .filter(sk -> !sk.equals(Table.SENDER))
                    .forEach(sk -> writes.add(transactions.deletion(next.environmentId(), sk)));
            writes.add(transactions.deletion(next.environmentId(), SendStore.SEND));
            writes.addAll(history.entry(
                    next.environmentId(), Action.SENDER_DELETED, AccountFacts.changes(stored.account(), null, null)));
        }
        commit(writes);
    }

    private void commit(List<TransactWriteItem> writes) {
        if (!transactions.commit(writes)) {
            throw new StaleRevisionException();
        }
    }

    /** The account's item; what takes the place of another account, or of its deletion, keeps nothing of it. */
    private static Map<String, AttributeValue> sender(
            SenderItems stored, @Nullable SenderAccount before, SenderAccount next, Predicate<Provisioning> within) {
        SenderItem sender = SenderItem.of(next, within);
        ConnectionItem shown = ConnectionItem.of(next.shown(), within);
        if (before == null) {
            Map<String, AttributeValue> item = new HashMap<>(Items.write(sender));
            item.putAll(Items.write(shown));
            return keyed(item, next);
        }
        Map<String, AttributeValue> item =
                Items.rewrite(stored.sender(), SenderItem.of(before, stored::haveWithin), sender);
        Map<String, AttributeValue> both =
                Items.rewrite(item, ConnectionItem.of(before.shown(), stored::haveWithin), shown);
        return keyed(stored.areOfFirstRelease() ? moved(both, sender, shown) : both, next);
    }

    /** As 0.1.0 did not store it: numbers and steps are apart, and what followed from the rest when it was read is there. */
    private static Map<String, AttributeValue> moved(
            Map<String, AttributeValue> attributes, SenderItem sender, ConnectionItem shown) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.remove("numbers");
        Map<String, AttributeValue> run =
                new HashMap<>(Objects.requireNonNull(item.get("provisioning")).m());
        run.remove("steps");
        item.put("provisioning", AttributeValue.fromM(run));
        Items.write(sender).forEach(item::putIfAbsent);
        Items.write(shown).forEach(item::putIfAbsent);
        return item;
    }

    private static Map<String, AttributeValue> keyed(Map<String, AttributeValue> attributes, SenderRecord next) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.putAll(Table.key(next.environmentId(), Table.SENDER));
        item.put("revision", Table.number(next.revision() + 1));
        item.put("generation", Table.number(next.generation()));
        return item;
    }

    private void addSteps(
            List<TransactWriteItem> writes,
            SenderItems stored,
            @Nullable SenderAccount before,
            SenderAccount next,
            Provisioning run) {
        Map<String, AttributeValue> item = stored.steps(run);
        Provisioning known = before == null
                ? null
                : before.ofRun(run.generation()).map(Connection::run).orElse(null);
        if (!run.hasBegun() || (known != null && item != null && known.steps().equals(run.steps()))) {
            return;
        }
        long revision = SenderItems.revision(item);
        Map<String, AttributeValue> attributes = new HashMap<>(
                item == null || known == null
                        ? Items.write(StepsItem.of(run, revision + 1))
                        : Items.rewrite(
                                item, StepsItem.like(item, known, revision), StepsItem.like(item, run, revision + 1)));
        attributes.putAll(Table.key(next.environmentId(), SenderItems.stepsKey(run)));
        writes.add(transactions.put(attributes, revision));
    }

    private void addProjection(
            List<TransactWriteItem> writes,
            @Nullable SenderAccount before,
            SenderAccount next,
            @Nullable List<TemplateContent> contents) {
        if (next.connection() == null) {
            return;
        }
        SendItem after = contents == null ? SendItem.ofAccount(next) : SendItem.of(SendProjection.of(next, contents));
        if (contents == null && before != null && after.equals(SendItem.ofAccount(before))) {
            return;
        }
        writes.add(transactions.set(next.environmentId(), SendStore.SEND, Items.write(after)));
    }
}
