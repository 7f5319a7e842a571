package org.mfasender.local.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.aws.states.Execution;
import org.mfasender.local.aws.states.ExecutionStatus;

/**
 * All executions by ARN. An execution is kept for its name and its result, its history only while it is one of the latest. A name belongs
 * to the ARN of a state machine: another one that is registered under this ARN finds it taken. AWS does not say whether it frees the
 * names of a state machine that is deleted, so they stay taken here.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html">StartExecution</a>
 */
final class Executions {

    /** Histories take most of the memory. */
    static final int KEPT_HISTORIES = 1000;

    /** How long AWS keeps an execution that has ended, and its name. */
    private static final Duration KEPT = Duration.ofDays(90);

    private final InstantSource clock;
    private final SequencedMap<String, Execution> executions = new LinkedHashMap<>();
    private final Set<Execution> withHistory = new LinkedHashSet<>();

    Executions(InstantSource clock) {
        this.clock = clock;
    }

    void add(Execution execution) {
        executions.putLast(execution.arn(), execution);
        withHistory.add(execution);
        if (withHistory.size() > KEPT_HISTORIES) {
            withHistory.stream()
                    .filter(one -> one.status() != ExecutionStatus.RUNNING)
                    .findFirst()
                    .ifPresent(oldest -> {
                        withHistory.remove(oldest);
                        oldest.forgetHistory();
                    });
        }
    }

    @Nullable
    Execution find(String arn) {
        Execution execution = executions.get(arn);
        return execution != null && isKept(execution) ? execution : null;
    }

    /** Oldest first. */
    List<Execution> all() {
        return executions.values().stream().filter(this::isKept).toList();
    }

    private boolean isKept(Execution execution) {
        Instant ended = execution.stopDate();
        return ended == null || clock.instant().isBefore(ended.plus(KEPT));
    }
}
