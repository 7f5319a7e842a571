package org.mfasender.workflow;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.Check;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.run.Step;

/**
 * How a step came out.
 *
 * @param step what is recorded of it
 * @param change what it changes on the account beside its own record
 */
public record StepResult(Step step, UnaryOperator<SenderAccount> change) {

    public static StepResult succeeded(Step step, Instant now, @Nullable String message, List<Check> checks) {
        return new StepResult(step.succeeded(now, message, checks), UnaryOperator.identity());
    }

    public static StepResult failed(Step step, Instant now, @Nullable String message, List<Check> checks) {
        return new StepResult(step.failed(now, message, checks), UnaryOperator.identity());
    }

    public static StepResult waiting(Step step, Instant until, String message, List<Check> checks) {
        return new StepResult(step.waiting(until, message, checks), UnaryOperator.identity());
    }

    public StepResult changing(UnaryOperator<SenderAccount> alsoChanges) {
        return new StepResult(step, alsoChanges);
    }
}
