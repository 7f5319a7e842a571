package org.mfasender.sender.run;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.Check;

/**
 * One step of a run.
 *
 * @param startedAt when it began; a step that waits keeps its first start
 * @param retryAt when a waiting step runs again
 * @param waitsFor why a waiting step waits; null when it does not wait, or an earlier release stored it
 * @param message one sentence for people about how it stands, where the checks do not say it
 */
public record Step(
        StepName name,
        ProgressStatus status,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant retryAt,
        @Nullable WaitReason waitsFor,
        @Nullable String message,
        List<Check> checks) {

    public static Step pending(StepName name) {
        return new Step(name, ProgressStatus.PENDING, null, null, null, null, null, List.of());
    }

    public Step started(Instant now) {
        return new Step(
                name, ProgressStatus.RUNNING, startedAt == null ? now : startedAt, null, null, null, message, checks);
    }

    public Step waiting(Instant until, WaitReason reason, String why, List<Check> found) {
        return new Step(name, ProgressStatus.WAITING, startedAt, null, until, reason, why, found);
    }

    public Step succeeded(Instant now, @Nullable String what, List<Check> found) {
        return new Step(name, ProgressStatus.SUCCEEDED, startedAt, now, null, null, what, found);
    }

    public Step failed(Instant now, @Nullable String why, List<Check> found) {
        return new Step(name, ProgressStatus.FAILED, startedAt, now, null, null, why, found);
    }

    /** The same with one more check. */
    public Step adding(Check check) {
        List<Check> more = Stream.concat(checks.stream(), Stream.of(check)).toList();
        return new Step(name, status, startedAt, finishedAt, retryAt, waitsFor, message, more);
    }

    Step skipped() {
        return new Step(name, ProgressStatus.SKIPPED, null, null, null, null, null, List.of());
    }
}
