package org.mfasender.sender.run;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.CheckAnswer;
import org.mfasender.checks.MetaIds;

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
            @Nullable String waitsFor,
            @Nullable String message,
            List<CheckAnswer> checks) {

        static StepAnswer of(Step step, MetaIds ids) {
            return new StepAnswer(
                    step.name().toString(),
                    step.status().name(),
                    text(step.startedAt()),
                    text(step.finishedAt()),
                    text(step.retryAt()),
                    text(step.waitsFor()),
                    step.message(),
                    step.checks().stream()
                            .map(check -> CheckAnswer.of(check, ids))
                            .toList());
        }
    }

    /**
     * A run as it is stored.
     *
     * @param ids for the links of its checks
     */
    public static RunAnswer of(Provisioning run, MetaIds ids) {
        return new RunAnswer(
                run.status().name(),
                run.generation(),
                run.startedAt().toString(),
                text(run.finishedAt()),
                run.graphCalls(),
                run.steps().stream().map(step -> StepAnswer.of(step, ids)).toList());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
