package org.mfasender.sender;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.Optimistic;
import org.mfasender.templates.storage.TemplateStore;

/** Reads accounts with what is stored apart of them. Reads again when numbers are listed in between. */
public final class AccountViews {

    private final SenderStore senders;
    private final TemplateStore templates;
    private final boolean stopped;

    public AccountViews(SenderStore senders, TemplateStore templates) {
        this(senders, templates, false);
    }

    private AccountViews(SenderStore senders, TemplateStore templates, boolean stopped) {
        this.senders = senders;
        this.templates = templates;
        this.stopped = stopped;
    }

    /** The same of a stack that sends nothing: every view says so. */
    public AccountViews stopped() {
        return new AccountViews(senders, templates, true);
    }

    /** The account of an environment; empty when it has none. */
    public Optional<AccountView> find(EnvironmentId environment) {
        return Optimistic.retry(() -> senders.findAccount(environment).map(this::view));
    }

    /** An account as it was just written, whatever became of it since. */
    public AccountView of(SenderAccount account) {
        AtomicBoolean again = new AtomicBoolean();
        return Optimistic.retry(() -> view(
                again.getAndSet(true)
                        ? senders.findAccount(account.environmentId()).orElse(account)
                        : account));
    }

    private AccountView view(SenderAccount account) {
        Connection candidate = account.candidate();
        return new AccountView(
                stopped ? account.stopped() : account,
                details(account, account.shown()),
                account.connection() == null || candidate == null
                        ? AccountView.Details.NONE
                        : details(account, candidate));
    }

    private AccountView.Details details(SenderAccount account, Connection connection) {
        return new AccountView.Details(
                senders.numbers(account, connection), templates.contents(account.owner(connection)));
    }
}
