package org.mfasender.sender;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.Optimistic;

/** Reads accounts with what is stored apart of them. Reads again when numbers are listed in between. */
public final class AccountViews {

    private final SenderStore senders;
    private final boolean stopped;

    public AccountViews(SenderStore senders) {
        this(senders, false);
    }

    private AccountViews(SenderStore senders, boolean stopped) {
        this.senders = senders;
        this.stopped = stopped;
    }

    /** The same of a stack that sends nothing: every view says so. */
    public AccountViews stopped() {
        return new AccountViews(senders, true);
    }

    /** The account of an environment; empty when it has none. */
    public Optional<AccountView> find(EnvironmentId environment) {
        return Optimistic.retry(() -> senders.findView(environment)).map(this::seen);
    }

    /** The same with all templates. */
    public Optional<ExpandedView> findExpanded(EnvironmentId environment) {
        return Optimistic.retry(() -> senders.findExpanded(environment))
                .map(found -> new ExpandedView(seen(found.view()), found.templates(), found.ledger()));
    }

    /** An account as it was just written, whatever became of it since. */
    public AccountView of(SenderAccount account) {
        AtomicBoolean again = new AtomicBoolean();
        return seen(Optimistic.retry(() -> again.getAndSet(true)
                ? senders.findView(account.environmentId()).orElseGet(() -> senders.view(account))
                : senders.view(account)));
    }

    private AccountView seen(AccountView view) {
        return stopped ? new AccountView(view.account().stopped(), view.shown(), view.candidate()) : view;
    }
}
