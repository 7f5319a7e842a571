package org.mfasender.sender;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.mfasender.platform.Caller;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.Optimistic;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.sender.run.StepName;

/** Runs what works once more because a person asks for it, and ends runs that a person does not want any more. */
public final class ConnectionRunner {

    private final SenderStore store;
    private final Executions executions;
    private final RunStarter starter;
    private final RunInterval interval;
    private final Clock clock;

    public ConnectionRunner(SenderStore store, Executions executions, RunInterval interval, Clock clock) {
        this.store = store;
        this.executions = executions;
        this.starter = new RunStarter(store, executions);
        this.interval = interval;
        this.clock = clock;
    }

    /**
     * A run that somebody wants.
     *
     * @param first the step that it begins with
     */
    record Wanted(Caller caller, EnvironmentId environment, StepName first) {}

    /** A run that nobody wants any more. */
    record Unwanted(Caller caller, EnvironmentId environment, long generation) {}

    /** What came of it. */
    sealed interface Outcome {

        /** The run goes on, or is over. */
        record Done(SenderAccount account) implements Outcome {}

        record NoAccount() implements Outcome {}

        /** Nothing was verified yet that could run again. */
        record NothingWorks() implements Outcome {}

        /** What was submitted beside it is not verified yet. */
        record CandidateRuns() implements Outcome {}

        /** A step before the one to begin with did not succeed. */
        record StepsMissing(StepName first) implements Outcome {}

        record TooSoon(Duration remaining) implements Outcome {}

        /** The account has no such run, or a newer one has superseded it. */
        record NoRun() implements Outcome {}
    }

    /**
     * Records a run and starts its execution. One that has not begun, or has begun so recently that no other may, serves a request for the
     * same: sent twice, at once or after a process died in between, a request starts one run.
     */
    Outcome run(Wanted wanted) {
        return Optimistic.retry(() -> {
            SenderAccount account = store.findAccount(wanted.environment()).orElse(null);
            if (account == null) {
                return new Outcome.NoAccount();
            }
            Connection works = account.connection();
            if (works == null) {
                return new Outcome.NothingWorks();
            }
            Instant now = clock.now();
            Connection candidate = account.candidate();
            return candidate != null && !candidate.run().asSeenAt(now).status().isFinal()
                    ? new Outcome.CandidateRuns()
                    : run(account, works, wanted.first(), now);
        });
    }

    private Outcome run(SenderAccount account, Connection works, StepName first, Instant now) {
        Provisioning newest = works.run().asSeenAt(now);
        boolean serves = newest.covers(first);
        if (newest.isPending() && serves) {
            return new Outcome.Done(starter.start(account, works, now));
        }
        Duration remaining = interval.remaining(account, now);
        if (remaining.isPositive()) {
            return serves && !newest.status().isFinal() ? new Outcome.Done(account) : new Outcome.TooSoon(remaining);
        }
        if (!newest.mayBeginWith(first)) {
            return new Outcome.StepsMissing(first);
        }
        FreshNames names = new FreshNames(account.environmentId(), UUID::randomUUID);
        SenderAccount recorded =
                store.put(account.rerunning(works, first, names.execution(account.generation() + 1), now));
        return new Outcome.Done(starter.start(recorded, recorded.shown(), now));
    }

    /**
     * Ends a run of the connection or of the candidate, then stops its execution, which has no effect any more. A run that has ended stays
     * as it is; one that was cancelled has its execution stopped once more.
     */
    Outcome cancel(Unwanted unwanted) {
        return Optimistic.retry(() -> {
            SenderAccount account = store.findAccount(unwanted.environment()).orElse(null);
            if (account == null) {
                return new Outcome.NoAccount();
            }
            Optional<Connection> found = account.ofRun(unwanted.generation());
            return found.isEmpty() ? new Outcome.NoRun() : new Outcome.Done(cancel(account, found.get()));
        });
    }

    private SenderAccount cancel(SenderAccount account, Connection which) {
        Instant now = clock.now();
        Provisioning run = which.run();
        boolean goesOn = !run.asSeenAt(now).status().isFinal();
        SenderAccount ended = goesOn
                ? store.put(account.changing(run.generation(), found -> found.withRun(run.cancelled(now)), now))
                : account;
        if (goesOn || run.isCancelled()) {
            executions.stop(run.execution(), "Cancelled", "The run was cancelled.");
        }
        return ended;
    }
}
