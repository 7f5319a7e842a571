package org.mfasender.sender;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/** Starts runs that are recorded. */
public final class RunStarter {

    private final SenderStore store;
    private final Executions executions;
    private final Supplier<UUID> random;

    public RunStarter(SenderStore store, Executions executions) {
        this.store = store;
        this.executions = executions;
        this.random = UUID::randomUUID;
    }

    /**
     * Starts the execution of one of an account's runs. When it has ended, although the run is recorded as not begun, the table is from
     * another time: the run begins again under another name.
     *
     * @return the account as it is stored then
     */
    public SenderAccount start(SenderAccount account, Connection which, Instant now) {
        if (executions.start(account.environmentId(), which.run())) {
            return account;
        }
        FreshNames names = new FreshNames(account.environmentId(), random);
        SenderAccount again = store.put(account.rerunning(which, names.execution(account.generation() + 1), now));
        again.ofRun(again.generation())
                .ifPresent(connection -> executions.start(again.environmentId(), connection.run()));
        return again;
    }
}
