package org.mfasender.sender;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.sender.run.ProgressStatus;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.sender.run.StepName;

/** Runs what works once more, because something about it seems to have changed at Meta. */
public final class Rechecker {

    private final SenderStore senders;
    private final RunStarter starter;
    private final Clock clock;

    public Rechecker(SenderStore senders, Executions executions, Clock clock) {
        this.senders = senders;
        this.starter = new RunStarter(senders, executions);
        this.clock = clock;
    }

    /**
     * Starts a run of an environment's connection, or completes the start of one. It replaces one that is under way and may have read
     * what has changed since: waiting for Meta's review takes days. A run that has begun since, or has read nothing yet, finds out the
     * same: nothing is started then. May be repeated.
     *
     * @param since when something seemed to have changed
     * @return whether a run was started
     */
    public boolean recheck(EnvironmentId environment, Instant since) {
        Instant now = clock.now();
        FreshNames names = new FreshNames(environment, UUID::randomUUID);
        Optional<SenderAccount> recorded = senders.update(
                environment,
                account -> due(account, since)
                        .map(found -> account.rerunning(found, names.execution(account.generation() + 1), now)));
        Optional<SenderAccount> account =
                recorded.or(() -> senders.findAccount(environment).filter(Rechecker::isPending));
        account.ifPresent(found -> starter.start(found, found.shown(), now));
        return account.isPresent();
    }

    private static Optional<Connection> due(SenderAccount account, Instant since) {
        return Optional.ofNullable(account.connection())
                .filter(found -> found.run().startedAt().isBefore(since))
                .filter(found -> mayHaveRead(found.run()));
    }

    /** A validation that waits reads everything when it goes on. */
    private static boolean mayHaveRead(Provisioning run) {
        return run.status() != ProgressStatus.PENDING
                && run.step(StepName.VALIDATE).status() != ProgressStatus.WAITING;
    }

    /** Recorded, and perhaps by a call that died before it started the execution. */
    private static boolean isPending(SenderAccount account) {
        return account.connection() != null && account.connection().run().status() == ProgressStatus.PENDING;
    }
}
