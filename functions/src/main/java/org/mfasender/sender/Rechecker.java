package org.mfasender.sender;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.sender.run.ProgressStatus;
import org.mfasender.sender.run.Provisioning;

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
     * Starts a run of an environment's connection, or completes the start of one. A run that has begun since finds out the same, and one
     * that is under way, of the connection or of a candidate, is not disturbed: nothing is started then. May be repeated.
     *
     * @param since when something seemed to have changed
     * @return whether a run was started
     */
    public boolean recheck(EnvironmentId environment, Instant since) {
        Instant now = clock.now();
        FreshNames names = new FreshNames(environment, UUID::randomUUID);
        Optional<SenderAccount> recorded = senders.update(
                environment,
                account -> due(account, since, now)
                        .map(found -> account.rerunning(found, names.execution(account.generation() + 1), now)));
        Optional<SenderAccount> account =
                recorded.or(() -> senders.findAccount(environment).filter(found -> isHalfStarted(found, since)));
        account.ifPresent(found -> starter.start(found, found.shown(), now));
        return account.isPresent();
    }

    private static Optional<Connection> due(SenderAccount account, Instant since, Instant now) {
        return Optional.ofNullable(account.connection())
                .filter(found -> found.run().startedAt().isBefore(since))
                .filter(found -> account.connections().allMatch(each -> hasEnded(each.run(), now)));
    }

    private static boolean hasEnded(Provisioning run, Instant now) {
        return run.asSeenAt(now).status().isFinal();
    }

    /** Recorded by a call that died before it started the execution. */
    private static boolean isHalfStarted(SenderAccount account, Instant since) {
        return account.connection() != null
                && account.connection().run().status() == ProgressStatus.PENDING
                && !account.connection().run().startedAt().isBefore(since);
    }
}
