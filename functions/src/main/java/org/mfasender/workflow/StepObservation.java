package org.mfasender.workflow;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.checks.CheckStatus;
import org.mfasender.checks.Word;
import org.mfasender.platform.meta.CallCount;
import org.mfasender.platform.observe.Field;
import org.mfasender.platform.observe.Observation;
import org.mfasender.platform.observe.Outcome;
import org.mfasender.platform.observe.RunOutcome;
import org.mfasender.sender.Connection;
import org.mfasender.sender.run.ProgressStatus;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.sender.run.Step;
import org.mfasender.sender.run.StepName;

/** Reports one invocation of a step: its outcome and, if the run ended, the run's. */
final class StepObservation {

    private final StepName name;
    private final Observation observation;

    StepObservation(StepName name, Observation observation) {
        this.name = name;
        this.observation = observation;
    }

    CallCount calls() {
        return observation.calls();
    }

    void begun(StepInput input) {
        observation
                .with(Field.ENVIRONMENT_ID, input.environmentId())
                .with(Field.EXECUTION, input.execution())
                .with(Field.GENERATION, input.generation());
    }

    /** The step did its work; without a connection the run was superseded. */
    void ended(Optional<Connection> connection) {
        Outcome outcome = connection.map(this::outcome).orElse(Outcome.SUPERSEDED);
        if (outcome == Outcome.SUPERSEDED) {
            observation.runEnded(RunOutcome.SUPERSEDED, null);
        }
        observation.stepEnded(outcome, name.toString());
    }

    /** The label of the credentials could not be moved: the failure is counted, and the step goes on. */
    void labelFailed(RuntimeException cause) {
        observation.failed("AWS", cause);
    }

    /** The state machine will try again: what went wrong, if it was not Meta, and what is thrown. */
    <E extends RuntimeException> E failedForNow(@Nullable RuntimeException cause, E thrown) {
        if (cause != null) {
            observation.failed("AWS", cause);
        }
        observation.stepEnded(Outcome.TEMPORARY_FAILURE, name.toString());
        return thrown;
    }

    /** The execution fails: what went wrong, and what is thrown. */
    <E extends RuntimeException> E failed(RuntimeException cause, E thrown) {
        observation.failed("UNEXPECTED", cause);
        observation.stepEnded(Outcome.FAILED, name.toString());
        return thrown;
    }

    private Outcome outcome(Connection connection) {
        Provisioning run = connection.run();
        Step step = run.step(name);
        observation.with(Field.GENERATION, run.generation()).with(Field.RETRY_AT, step.retryAt());
        List<Word> failed = step.checks().stream()
                .filter(check -> check.status() == CheckStatus.FAILED)
                .map(Check::name)
                .toList();
        if (!failed.isEmpty()) {
            observation.with(Field.FAILED_CHECKS, failed);
        }
        if (run.status() == ProgressStatus.SUCCEEDED || step.status() == ProgressStatus.FAILED) {
            observation.runEnded(runOutcome(step, failed), duration(run));
        }
        return switch (step.status()) {
            case SUCCEEDED -> Outcome.SUCCEEDED;
            case FAILED -> Outcome.ACTION_REQUIRED;
            default -> Outcome.WAITING;
        };
    }

    private static RunOutcome runOutcome(Step step, List<Word> failed) {
        if (step.status() != ProgressStatus.FAILED) {
            return RunOutcome.CONFIGURED;
        }
        return failed.contains(CheckName.TEMPLATES_ELIGIBLE) ? RunOutcome.NOT_ELIGIBLE : RunOutcome.ACTION_REQUIRED;
    }

    private static @Nullable Duration duration(Provisioning run) {
        return run.finishedAt() == null ? null : Duration.between(run.startedAt(), run.finishedAt());
    }
}
