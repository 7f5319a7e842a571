package org.mfasender.sender;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.sender.run.ProgressStatus;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.sender.run.Step;
import org.mfasender.sender.run.StepName;

/**
 * A run as it is stored. The state machine writes {@code status}, {@code error} and {@code finishedAt}, too.
 *
 * @param steps as long as little is to be said of them, and 0.1.0's; then they are stored apart: see {@link StepsItem}
 */
record RunItem(
        String status,
        long generation,
        String execution,
        Instant startedAt,
        @Nullable Instant finishedAt,
        long graphCalls,
        @Nullable String portfolioId,
        @Nullable String error,
        @Nullable List<StepsItem.StepItem> steps) {

    /** @param within whether its steps are stored here */
    static RunItem of(Provisioning run, boolean within) {
        return new RunItem(
                run.status().name(),
                run.generation(),
                run.execution(),
                run.startedAt(),
                run.finishedAt(),
                run.graphCalls(),
                run.portfolioId(),
                run.error(),
                within ? run.steps().stream().map(StepsItem.StepItem::of).toList() : null);
    }

    /**
     * The run with the steps of this release, in its order; one that was added since is pending.
     *
     * @param apart its steps, as far as they are stored apart
     */
    Provisioning toRun(List<Step> apart) {
        List<Step> known = steps == null || !apart.isEmpty() ? apart : StepsItem.toSteps(steps);
        return new Provisioning(
                ProgressStatus.of(status),
                generation,
                execution,
                startedAt,
                finishedAt,
                graphCalls,
                portfolioId,
                error,
                Stream.of(StepName.values())
                        .map(name -> known.stream()
                                .filter(step -> step.name() == name)
                                .findFirst()
                                .orElseGet(() -> Step.pending(name)))
                        .toList());
    }
}
