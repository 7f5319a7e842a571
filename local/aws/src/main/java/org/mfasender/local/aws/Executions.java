package org.mfasender.local.aws;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.aws.states.Execution;
import org.mfasender.local.aws.states.ExecutionStatus;

/** All executions by ARN. An execution is kept for its name and its result, its history only while it is one of the latest. */
final class Executions {

    /** Histories take most of the memory. */
    static final int KEPT_HISTORIES = 1000;

    private final Map<String, Execution> executions = new LinkedHashMap<>();
    private final Set<Execution> withHistory = new LinkedHashSet<>();

    void add(Execution execution) {
        executions.put(execution.arn(), execution);
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
        return executions.get(arn);
    }

    /** Oldest first. */
    List<Execution> all() {
        return List.copyOf(executions.values());
    }
}
