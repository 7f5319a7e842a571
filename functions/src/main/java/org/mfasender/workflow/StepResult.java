package org.mfasender.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.sender.Connection;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.run.Step;
import org.mfasender.sender.run.WaitReason;

/**
 * How a step came out.
 *
 * @param step what is recorded of it
 * @param change what it changes on its connection beside its own record, given the account as it is then
 * @param ofAccount what it changes on the account beside its connection
 * @param recording records the end of the step with more that it has found; null when that is all
 */
public record StepResult(
        Step step,
        BiFunction<SenderAccount, Connection, Connection> change,
        UnaryOperator<SenderAccount> ofAccount,
        @Nullable Recording recording) {

    /** Records the end of a step together with what belongs to it, while its run is one of the account's. */
    @FunctionalInterface
    public interface Recording {

        /**
         * Records both.
         *
         * @param end what the end changes on the account; may be asked again when another write comes between
         * @return the account as it is stored then; empty when the run was superseded or cancelled, or the account deleted
         */
        Optional<SenderAccount> record(UnaryOperator<SenderAccount> end);
    }

    public static StepResult succeeded(Step step, Instant now, @Nullable String message, List<Check> checks) {
        return of(step.succeeded(now, message, checks));
    }

    public static StepResult failed(Step step, Instant now, @Nullable String message, List<Check> checks) {
        return of(step.failed(now, message, checks));
    }

    /** The credentials of the run are not stored, or not any more. */
    public static StepResult withoutCredentials(Step step, Instant now) {
        return failed(step, now, null, List.of(Check.failed(CheckName.CREDENTIALS_STORED, Map.of(), null)));
    }

    public static StepResult waiting(Step step, Instant until, WaitReason reason, String message, List<Check> checks) {
        return of(step.waiting(until, reason, message, checks));
    }

    private static StepResult of(Step step) {
        return new StepResult(step, (account, connection) -> connection, UnaryOperator.identity(), null);
    }

    public StepResult changing(BiFunction<SenderAccount, Connection, Connection> alsoChanges) {
        return new StepResult(step, alsoChanges, ofAccount, recording);
    }

    public StepResult changingAccount(UnaryOperator<SenderAccount> alsoChanges) {
        return new StepResult(step, change, alsoChanges, recording);
    }

    /** With one more check. */
    public StepResult adding(Check check) {
        return new StepResult(step.adding(check), change, ofAccount, recording);
    }

    /** Recorded together with more. */
    public StepResult recordedBy(Recording next) {
        return new StepResult(step, change, ofAccount, next);
    }
}
