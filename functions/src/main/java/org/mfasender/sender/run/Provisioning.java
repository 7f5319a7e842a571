package org.mfasender.sender.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.checks.CheckStatus;

/**
 * One run of the workflow on an account.
 *
 * @param generation counts the runs of an environment, from 1, also across deletions; a later run supersedes an earlier one
 * @param execution name of the Step Functions execution that this run belongs to
 * @param graphCalls how many calls of Meta's Graph API the run has made so far
 * @param portfolioId the business portfolio that owns the WhatsApp Business Account; null when the run has not read it
 * @param error name of the error that ended the run, when no step reported it, e.g. {@code States.Timeout}
 */
public record Provisioning(
        ProgressStatus status,
        long generation,
        String execution,
        Instant startedAt,
        @Nullable Instant finishedAt,
        long graphCalls,
        @Nullable String portfolioId,
        @Nullable String error,
        List<Step> steps) {

    /** Longer than the state machine's own limit: what has not ended by then was stopped from outside. */
    static final Duration LONGEST = Duration.ofHours(97);

    /** How long after its beginning a step still waits for Meta: all steps together less than the state machine runs. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(28);

    /** A run that is recorded, but of which no step has begun. */
    public static Provisioning requested(long generation, String execution, Instant now) {
        return new Provisioning(
                ProgressStatus.PENDING,
                generation,
                execution,
                now,
                null,
                0,
                null,
                null,
                Stream.of(StepName.values()).map(Step::pending).toList());
    }

    /** A run that is recorded and begins with one of its steps; what comes before it is taken from this run, which has done it. */
    public Provisioning again(StepName first, long nextGeneration, String nextExecution, Instant now) {
        return new Provisioning(
                ProgressStatus.PENDING,
                nextGeneration,
                nextExecution,
                now,
                null,
                0,
                first == StepName.VALIDATE ? null : portfolioId,
                null,
                steps.stream()
                        .map(step -> step.name().compareTo(first) < 0 ? step : Step.pending(step.name()))
                        .toList());
    }

    /** Whether it is recorded, and perhaps not started. */
    public boolean isPending() {
        return status == ProgressStatus.PENDING;
    }

    /** Whether everything before a step was done, so that a run may begin with it. */
    public boolean mayBeginWith(StepName first) {
        return steps.stream()
                .filter(step -> step.name().compareTo(first) < 0)
                .allMatch(step -> step.status() == ProgressStatus.SUCCEEDED);
    }

    /** Whether a step, and everything after it, is part of this run. */
    public boolean covers(StepName first) {
        return steps.stream().noneMatch(step -> step.name().compareTo(first) >= 0 && isTaken(step.name()));
    }

    /** Whether a step was taken from an earlier run, and is not made again. */
    public boolean isTaken(StepName name) {
        Step step = step(name);
        return step.status() == ProgressStatus.SUCCEEDED
                && step.finishedAt() != null
                && step.finishedAt().isBefore(startedAt);
    }

    /** The run as somebody ended it. */
    public Provisioning cancelled(Instant now) {
        return new Provisioning(
                ProgressStatus.FAILED,
                generation,
                execution,
                startedAt,
                now,
                graphCalls,
                portfolioId,
                RunErrors.CANCELLED,
                steps);
    }

    /** Whether somebody ended the run: a step that still works on it records nothing. */
    public boolean isCancelled() {
        return RunErrors.CANCELLED.equals(error);
    }

    /** After which the step that runs waits no more. When it begins depends on how many other runs there are. */
    public Instant deadline() {
        return steps.stream()
                .map(Step::startedAt)
                .flatMap(Stream::ofNullable)
                .max(Comparator.naturalOrder())
                .orElse(startedAt)
                .plus(LONGEST_WAIT);
    }

    public Step step(StepName name) {
        return steps.stream().filter(step -> step.name() == name).findFirst().orElseThrow();
    }

    /** Whether the credentials were accepted and the numbers listed. */
    public boolean hasVerified() {
        return step(StepName.VALIDATE).status() == ProgressStatus.SUCCEEDED && hasListedNumbers();
    }

    /** Whether the templates were compared with Meta's at least once. */
    public boolean hasProvisioned() {
        ProgressStatus status = step(StepName.PROVISION_TEMPLATES).status();
        return status == ProgressStatus.WAITING || status == ProgressStatus.SUCCEEDED;
    }

    /** Whether there is anything to say of a step. */
    public boolean hasBegun() {
        return steps.stream().anyMatch(step -> !step.equals(Step.pending(step.name())));
    }

    /** Whether little is to be said of it: its last step has not begun, and no check says what to do. */
    public boolean isShort() {
        return steps.getLast().status() == ProgressStatus.PENDING
                && steps.stream().flatMap(step -> step.checks().stream()).allMatch(check -> check.remedy() == null);
    }

    public boolean hasListedNumbers() {
        return step(StepName.LIST_NUMBERS).status() == ProgressStatus.SUCCEEDED;
    }

    /** Whether the run failed because of a check. */
    public boolean failedFor(CheckName check) {
        return steps.stream()
                .flatMap(step -> step.checks().stream())
                .anyMatch(found -> found.name() == check && found.status() == CheckStatus.FAILED);
    }

    /** Whether no other checks failed than these; one that this release does not know decides nothing. */
    public boolean failedForNothingBut(Set<CheckName> checks) {
        return steps.stream()
                .flatMap(step -> step.checks().stream())
                .filter(found -> found.status() == CheckStatus.FAILED)
                .map(Check::name)
                .filter(CheckName.class::isInstance)
                .allMatch(checks::contains);
    }

    /**
     * Whether the run ended with something that is missing: templates that are not there, unusable or still in review, or webhooks. Another
     * run may find that fixed.
     */
    public boolean leftSomethingUnfinished() {
        Step last = step(StepName.PROVISION_TEMPLATES);
        return last.status() == ProgressStatus.SUCCEEDED
                && (last.message() != null
                        || last.checks().stream()
                                .anyMatch(check -> check.status() == CheckStatus.WARNING
                                        || check.status() == CheckStatus.SKIPPED));
    }

    /** A check of the run's last step; empty when it was not made. */
    public Optional<Check> lastly(CheckName name) {
        return step(StepName.PROVISION_TEMPLATES).checks().stream()
                .filter(check -> check.name() == name)
                .findFirst();
    }

    /** This run with one step changed, and with what follows from that for the run as a whole. */
    public Provisioning with(Step changed, Instant now) {
        boolean last = changed.name() == steps.getLast().name();
        return switch (changed.status()) {
            case FAILED -> ended(ProgressStatus.FAILED, now, replaced(changed));
            case SUCCEEDED ->
                last
                        ? ended(ProgressStatus.SUCCEEDED, now, replaced(changed))
                        : going(ProgressStatus.RUNNING, nextStarted(replaced(changed), changed.name(), now));
            default -> going(changed.status(), replaced(changed));
        };
    }

    /**
     * The run as a reader should see it: an error that the workflow recorded is shown at the step it hit, and a run that
     * somebody stopped from outside is not shown as running for ever.
     */
    public Provisioning asSeenAt(Instant now) {
        if (error == null && (status.isFinal() || now.isBefore(startedAt.plus(LONGEST)))) {
            return this;
        }
        String cause = error == null ? "States.Timeout" : error;
        Instant end = finishedAt == null ? startedAt.plus(LONGEST) : finishedAt;
        Step hit = steps.stream()
                .filter(step -> !step.status().isFinal())
                .findFirst()
                .orElse(steps.getLast());
        return new Provisioning(
                ProgressStatus.FAILED,
                generation,
                execution,
                startedAt,
                end,
                graphCalls,
                portfolioId,
                cause,
                replaced(hit.failed(end, RunErrors.explain(cause, hit.name()), hit.checks())));
    }

    /**
     * The run as it is to be stored, when the workflow ended it without a step, or somebody stopped it; itself otherwise. The error is in
     * the step's message then. A cancelled run keeps it: that is how its steps know.
     */
    public Provisioning recordedAt(Instant now) {
        Provisioning seen = asSeenAt(now);
        return isCancelled() || seen.equals(this)
                ? this
                : ended(seen.status, seen.finishedAt == null ? now : seen.finishedAt, seen.steps);
    }

    /** This run with further calls counted. */
    public Provisioning counting(long furtherCalls) {
        return new Provisioning(
                status,
                generation,
                execution,
                startedAt,
                finishedAt,
                graphCalls + furtherCalls,
                portfolioId,
                error,
                steps);
    }

    /** This run on an account of a business portfolio. */
    public Provisioning ofPortfolio(@Nullable String id) {
        return new Provisioning(status, generation, execution, startedAt, finishedAt, graphCalls, id, error, steps);
    }

    private Provisioning going(ProgressStatus next, List<Step> changed) {
        return new Provisioning(next, generation, execution, startedAt, null, graphCalls, portfolioId, null, changed);
    }

    private Provisioning ended(ProgressStatus next, Instant now, List<Step> changed) {
        return new Provisioning(next, generation, execution, startedAt, now, graphCalls, portfolioId, null, changed);
    }

    /** A step begins where the one before ends: one write says both. */
    private static List<Step> nextStarted(List<Step> steps, StepName former, Instant now) {
        Step next = steps.stream()
                .filter(step -> step.name().compareTo(former) > 0)
                .findFirst()
                .orElseThrow();
        return next.status() == ProgressStatus.PENDING
                ? steps.stream()
                        .map(step -> step.name() == next.name() ? step.started(now) : step)
                        .toList()
                : steps;
    }

    private List<Step> replaced(Step changed) {
        boolean failed = changed.status() == ProgressStatus.FAILED;
        return steps.stream()
                .map(step -> {
                    if (step.name() == changed.name()) {
                        return changed;
                    }
                    return failed && step.name().compareTo(changed.name()) > 0 ? step.skipped() : step;
                })
                .toList();
    }
}
