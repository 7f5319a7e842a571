package org.mfasender.sender;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mfasender.audit.HistoryStore;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.numbers.SenderNumbers;
import org.mfasender.numbers.storage.NumberListings;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.EnvironmentItems;
import org.mfasender.platform.dynamodb.Optimistic;
import org.mfasender.platform.dynamodb.StaleRevisionException;
import org.mfasender.platform.dynamodb.Table;
import org.mfasender.templates.TemplateOwner;
import org.mfasender.templates.storage.StoredTemplateItems;
import org.mfasender.templates.storage.TemplateStore;
import org.mfasender.templates.storage.TemplateWriteItems;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The accounts. Every write states the revision it was read at, so that nothing is lost to a write in between and a superseded run
 * has no effect; and it settles the account: a candidate that has proved itself becomes the connection, and each status is stored.
 */
public final class SenderStore {

    private final Table table;
    private final StoredAccounts reader;
    private final SenderTransactions transactions;
    private final TemplateStore templates;
    private final NumberListings listings;

    /** @param history where each change is recorded with it */
    public SenderStore(DynamoDbClient dynamoDb, String table, HistoryStore history) {
        this.table = new Table(dynamoDb, table);
        this.transactions = new SenderTransactions(this.table, history);
        this.templates = new TemplateStore(dynamoDb, table);
        this.reader = new StoredAccounts(this.table, templates);
        this.listings = new NumberListings(dynamoDb, table);
    }

    /** What is stored for an environment, as of now. */
    public Optional<SenderRecord> find(EnvironmentId environment) {
        return reader.find(environment);
    }

    /** The account of an environment; empty also when it was deleted. */
    public Optional<SenderAccount> findAccount(EnvironmentId environment) {
        return reader.findAccount(environment);
    }

    /**
     * The account of an environment with what is stored apart of it, in one read; empty also when it was deleted.
     *
     * @throws StaleRevisionException when its numbers were listed again in between
     */
    Optional<AccountView> findView(EnvironmentId environment) {
        EnvironmentItems items = table.readOnce(environment, StoredTemplateItems.FIRST, Table.SENDER);
        return reader.account(SenderItems.read(items)).map(account -> view(account, items));
    }

    /** The same with all templates. */
    Optional<ExpandedView> findExpanded(EnvironmentId environment) {
        EnvironmentItems items = table.readOnce(environment, StoredTemplateItems.FIRST, StoredTemplateItems.LAST);
        return reader.account(SenderItems.read(items)).map(account -> {
            AccountView view = view(account, items);
            StoredTemplateItems stored = new StoredTemplateItems(account.owner(), items);
            return new ExpandedView(view, stored.templates(view.shown().contents()), stored.ledger());
        });
    }

    /** An account as it was read or written, with what is stored apart of it. */
    AccountView view(SenderAccount account) {
        return view(
                account, table.readOnce(account.environmentId(), StoredTemplateItems.FIRST, NumberListings.NUMBERS));
    }

    private AccountView view(SenderAccount account, EnvironmentItems items) {
        Connection candidate = account.candidate();
        return new AccountView(
                account,
                details(account, account.shown(), items),
                account.connection() == null || candidate == null
                        ? AccountView.Details.NONE
                        : details(account, candidate, items));
    }

    private AccountView.Details details(SenderAccount account, Connection connection, EnvironmentItems items) {
        return new AccountView.Details(
                numbers(account, connection, items),
                new StoredTemplateItems(account.owner(connection), items).contents());
    }

    /**
     * The numbers of one of an account's connections, as last listed; none before they were, or when the listing was lost.
     *
     * @throws StaleRevisionException when they were listed again since the account was read
     */
    public List<SenderNumber> numbers(SenderAccount account, Connection connection) {
        return numbers(account, connection, table.items(account.environmentId()));
    }

    private List<SenderNumber> numbers(SenderAccount account, Connection connection, EnvironmentItems items) {
        String listing = connection.numbers().listing();
        List<SenderNumber> listed = listing == null
                ? connection.numbers().unmoved()
                : NumberListings.read(items, listing)
                        .or(() -> listings.read(account.environmentId(), listing))
                        .orElseGet(() -> lost(account, listing));
        return connection.numbers().with(listed);
    }

    private List<SenderNumber> lost(SenderAccount account, String listing) {
        boolean referred = findAccount(account.environmentId())
                .filter(current -> current.listings().anyMatch(listing::equals))
                .isPresent();
        if (!referred) {
            throw new StaleRevisionException();
        }
        return List.of();
    }

    /**
     * Writes what followed from reading: {@code next} has the revision that was read, 0 when there was nothing.
     *
     * @return as it is stored
     * @throws StaleRevisionException when another write came between, or a transaction is working on the item; nothing is written then
     */
    public SenderAccount put(SenderAccount next) {
        return put(SenderItems.read(table.items(next.environmentId())), next, null);
    }

    /** Writes an account together with contents of one of its WhatsApp Business Accounts. */
    SenderAccount put(SenderAccount next, TemplateOwner owner, TemplateWriteItems part) {
        return put(SenderItems.read(table.items(next.environmentId())), next, new ContentsWrite(owner, part));
    }

    private SenderAccount put(SenderItems stored, SenderAccount next, @Nullable ContentsWrite contents) {
        if (SenderItems.revision(stored.sender()) != next.revision()) {
            throw new StaleRevisionException();
        }
        SenderAccount before = reader.account(stored).orElse(null);
        ContentEffects effects = new ContentEffects(templates, before, next, contents);
        SenderAccount settled = next.mapping(connection -> effects.covered(moved(next, connection)))
                .settled();
        boolean projected = before != null && before.connection() != null && !stored.areOfFirstRelease();
        SenderAccount written = transactions.write(stored, settled, effects.projected(settled, projected), contents);
        if (before != null) {
            removeListings(before, written);
        }
        return written;
    }

    /** The numbers that 0.1.0 stored in the account's item are stored apart from now on. */
    private Connection moved(SenderAccount account, Connection connection) {
        SenderNumbers numbers = connection.numbers();
        return numbers.unmoved().isEmpty()
                ? connection
                : connection.withNumbers(numbers.movedTo(listings.write(
                        account.environmentId(),
                        connection.run().generation(),
                        numbers.unmoved(),
                        null,
                        Clock.system().now())));
    }

    /** What stays is in nobody's way, and a sweep removes it. */
    private void removeListings(SenderAccount before, SenderAccount after) {
        try {
            before.listings()
                    .filter(listing -> after.listings().noneMatch(listing::equals))
                    .forEach(listing -> listings.remove(before.environmentId(), listing));
        } catch (SdkException e) {
            // It is not worth a failure: the account is written.
        }
    }

    /**
     * Changes an account; reads and decides again when another write comes between.
     *
     * @param change empty to leave it as it is
     * @return the account as it is stored then; empty when there is none, or it was left as it is
     */
    public Optional<SenderAccount> update(
            EnvironmentId environment, Function<SenderAccount, Optional<SenderAccount>> change) {
        return Optimistic.retry(() -> {
            SenderItems stored = SenderItems.read(table.items(environment));
            return reader.account(stored).flatMap(change).map(next -> put(stored, next, null));
        });
    }

    /**
     * Changes one of an account's connections, as long as {@code run} is its newest.
     *
     * @return the account as it is stored then; empty when the run was superseded or cancelled, or the account deleted
     */
    public Optional<SenderAccount> update(
            EnvironmentId environment,
            long run,
            BiFunction<SenderAccount, Connection, Connection> change,
            Instant now) {
        return update(
                environment, run, account -> account.changing(run, current -> change.apply(account, current), now));
    }

    /** The same of the account as a whole. */
    public Optional<SenderAccount> update(EnvironmentId environment, long run, UnaryOperator<SenderAccount> change) {
        return update(
                environment,
                account -> account.ofRun(run)
                        .filter(found -> !found.run().isCancelled())
                        .map(found -> change.apply(account)));
    }

    /**
     * Replaces an account with a record of its deletion.
     *
     * @return the deletion that is to be completed, of this call or of one before; empty when there is nothing to delete
     */
    public Optional<DeletedSender> delete(EnvironmentId environment, Instant now) {
        return Optimistic.retry(() -> {
            SenderItems stored = SenderItems.read(table.items(environment));
            Optional<SenderRecord> found = stored.record();
            if (found.orElse(null) instanceof SenderAccount account) {
                DeletedSender deleted = DeletedSender.of(account, now);
                transactions.write(stored, deleted);
                return Optional.of(deleted);
            }
            return found.map(DeletedSender.class::cast).filter(deleted -> !deleted.complete());
        });
    }

    /** Notes that nothing of a deleted account is left; done already, or superseded, is a success. */
    public void complete(DeletedSender deleted) {
        note(deleted, DeletedSender::completed);
    }

    /** Notes what of a deleted account is still subscribed at Meta. */
    void note(DeletedSender deleted, List<WebhookSubscription> open) {
        note(deleted, found -> found.leaving(open));
    }

    private void note(DeletedSender deleted, UnaryOperator<DeletedSender> change) {
        Optimistic.retry(() -> {
            SenderItems stored = SenderItems.read(table.items(deleted.environmentId()));
            Optional<DeletedSender> open = stored.record()
                    .filter(DeletedSender.class::isInstance)
                    .map(DeletedSender.class::cast)
                    .filter(found -> found.generation() == deleted.generation() && !found.complete());
            open.ifPresent(found -> transactions.write(stored, change.apply(found)));
            return open;
        });
    }
}
