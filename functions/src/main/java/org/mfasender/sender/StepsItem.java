package org.mfasender.sender;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.checks.CheckStatus;
import org.mfasender.checks.Word;
import org.mfasender.platform.dynamodb.StoredRecord;
import org.mfasender.platform.meta.MetaError;
import org.mfasender.sender.run.ProgressStatus;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.sender.run.Step;
import org.mfasender.sender.run.StepName;
import org.mfasender.sender.run.WaitReason;

/** The steps of a run with their checks, as they are stored: an item of its own, because checks can be long. */
record StepsItem(long revision, List<StepItem> steps) implements StoredRecord {

    static StepsItem of(Provisioning run, long revision) {
        return new StepsItem(revision, run.steps().stream().map(StepItem::of).toList());
    }

    List<Step> toSteps() {
        return toSteps(steps);
    }

    static List<Step> toSteps(List<StepItem> stored) {
        return stored.stream().map(StepItem::toStep).flatMap(Optional::stream).toList();
    }

    @Override
    public Map<String, List<String>> identities() {
        return ConnectionItem.IDENTITIES;
    }

    /** A step as it is stored. */
    record StepItem(
            String name,
            String status,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Instant retryAt,
            @Nullable String waitsFor,
            @Nullable String message,
            List<CheckItem> checks) {

        static StepItem of(Step step) {
            return new StepItem(
                    step.name().toString(),
                    step.status().name(),
                    step.startedAt(),
                    step.finishedAt(),
                    step.retryAt(),
                    step.waitsFor() == null ? null : step.waitsFor().name(),
                    step.message(),
                    step.checks().stream().map(CheckItem::of).toList());
        }

        Optional<Step> toStep() {
            return StepName.parse(name)
                    .map(known -> new Step(
                            known,
                            ProgressStatus.of(status),
                            startedAt,
                            finishedAt,
                            retryAt,
                            WaitReason.of(waitsFor).orElse(null),
                            message,
                            checks.stream().map(CheckItem::toCheck).toList()));
        }
    }

    /** A check as it is stored. */
    record CheckItem(
            String name,
            String status,
            String message,
            @Nullable String remedy,
            @Nullable String apiHint,
            @Nullable String field,
            @Nullable String permission,
            @Nullable MetaItem meta) {

        static CheckItem of(Check check) {
            return new CheckItem(
                    check.name().toString(),
                    check.status().toString(),
                    check.message(),
                    check.remedy(),
                    check.apiHint(),
                    check.field(),
                    check.permission(),
                    check.meta() == null ? null : MetaItem.of(check.meta()));
        }

        Check toCheck() {
            return new Check(
                    Word.of(name, CheckName.values()),
                    Word.of(status, CheckStatus.values()),
                    message,
                    remedy,
                    apiHint,
                    field,
                    permission,
                    meta == null ? null : meta.toError());
        }
    }

    /** Meta's answer as it is stored. */
    record MetaItem(
            @Nullable Integer code,
            @Nullable Integer subcode,
            @Nullable String traceId) {

        static MetaItem of(MetaError error) {
            return new MetaItem(error.code(), error.subcode(), error.traceId());
        }

        MetaError toError() {
            return new MetaError(code, subcode, traceId);
        }
    }
}
