package org.mfasender.sender.run;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.CheckAnswer;

/**
 * A run as answers show it. Execution and error are for operators, who find both in Step Functions; the failed step has a message.
 * What is null is left out.
 */
public record RunAnswer(
        String status,
        long generation,
        String startedAt,
        @Nullable String finishedAt,
        long graphCalls,
        List<StepAnswer> steps) {

    /** One step. */
    public record StepAnswer(
            String name,
            String status,
            @Nullable String startedAt,
            @Nullable String finishedAt,
            @Nullable String retryAt,
            @Nullable String message,
            List<CheckAnswer> checks) {

        static StepAnswer of(Step step) {
            return new StepAnswer(
                    step.name().toString(),
                    step.status().name(),
                    text(step.startedAt()),
                    text(step.finishedAt()),
                    text(step.retryAt()),
                    step.message(),
                    step.checks().stream().map(CheckAnswer::of).toList());
        }
    }

    public static RunAnswer of(Provisioning run) {
        return new RunAnswer(
                run.status().name(),
                run.generation(),
                run.startedAt().toString(),
                text(run.finishedAt()),
                run.graphCalls(),
                run.steps().stream().map(StepAnswer::of).toList());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
