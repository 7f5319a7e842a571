package org.mfasender.sender;

import java.time.Instant;
import org.mfasender.platform.Caller;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.Optimistic;

/** Discards what is being tried, or was refused. What works goes on as it is. */
public final class CandidateRemover {

    private final SenderStore store;
    private final Executions executions;

    public CandidateRemover(SenderStore store, Executions executions) {
        this.store = store;
        this.executions = executions;
    }

    /** Whose candidate to discard. */
    record Discard(Caller caller, EnvironmentId environment) {}

    /** What came of it. */
    enum Outcome {
        DISCARDED,
        NO_ACCOUNT,
        /** There is none, or it has replaced the connection in the meantime. */
        NO_CANDIDATE,
        /** Nothing works yet: without the candidate there would be no account. */
        NOTHING_ELSE
    }

    /** Discards the candidate beside a connection, then stops its execution, which has no effect any more. */
    Outcome discard(Discard discard, Instant now) {
        return Optimistic.retry(() -> {
            SenderAccount account = store.findAccount(discard.environment()).orElse(null);
            if (account == null) {
                return Outcome.NO_ACCOUNT;
            }
            Connection candidate = account.candidate();
            if (candidate == null) {
                return Outcome.NO_CANDIDATE;
            }
            if (account.connection() == null) {
                return Outcome.NOTHING_ELSE;
            }
            store.put(account.withoutCandidate(now));
            executions.stop(candidate.run().execution(), "Discarded", "The candidate was discarded.");
            return Outcome.DISCARDED;
        });
    }
}
