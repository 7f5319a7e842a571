package org.mfasender.sender;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.checks.CheckStatus;
import org.mfasender.checks.Word;
import org.mfasender.platform.dynamodb.Items;
import org.mfasender.platform.dynamodb.StoredRecord;
import org.mfasender.platform.meta.MetaError;
import org.mfasender.sender.run.ProgressStatus;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.sender.run.Step;
import org.mfasender.sender.run.StepName;
import org.mfasender.sender.run.WaitReason;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The steps of a run with their checks, as they are stored: an item of its own, because checks can be long. */
record StepsItem(long revision, List<StepItem> steps) implements StoredRecord {

    /** Of a run that no earlier release has begun. */
    static StepsItem of(Provisioning run, long revision) {
        return new StepsItem(revision, run.steps().stream().map(StepItem::of).toList());
    }

    /** In the form of an item that is stored: one of an earlier release has the words of each check. */
    static StepsItem like(Map<String, AttributeValue> stored, Provisioning run, long revision) {
        boolean inWords = Items.read(stored, StepsItem.class).steps.stream()
                .anyMatch(step -> step.passed == null && !step.checks.isEmpty());
        return inWords
                ? new StepsItem(
                        revision, run.steps().stream().map(StepItem::inWords).toList())
                : of(run, revision);
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

    /**
     * A step as it is stored.
     *
     * @param checks those that say more than their names
     * @param passed the names of the other checks, in the order of all; an empty one has the place of the next of {@code checks}. Absent
     *     when there are no checks, or a release before 0.3.0 has begun the run: all are in {@code checks} then
     */
    record StepItem(
            String name,
            String status,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Instant retryAt,
            @Nullable String waitsFor,
            @Nullable String message,
            List<CheckItem> checks,
            @Nullable List<String> passed) {

        static StepItem of(Step step) {
            return of(
                    step,
                    step.checks().stream().filter(check -> !check.isUsual()).toList(),
                    step.checks().isEmpty()
                            ? null
                            : step.checks().stream()
                                    .map(check -> check.isUsual() ? check.name().toString() : "")
                                    .toList());
        }

        static StepItem inWords(Step step) {
            return of(step, step.checks(), null);
        }

        private static StepItem of(Step step, List<Check> checks, @Nullable List<String> passed) {
            return new StepItem(
                    step.name().toString(),
                    step.status().name(),
                    step.startedAt(),
                    step.finishedAt(),
                    step.retryAt(),
                    step.waitsFor() == null ? null : step.waitsFor().name(),
                    step.message(),
                    checks.stream().map(CheckItem::of).toList(),
                    passed);
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
                            toChecks()));
        }

        /** A former release keeps what passed, which it does not know, when it replaces the others. */
        private List<Check> toChecks() {
            Deque<Check> others =
                    new ArrayDeque<>(checks.stream().map(CheckItem::toCheck).toList());
            Set<String> named = checks.stream().map(CheckItem::name).collect(Collectors.toSet());
            List<Check> all = new ArrayList<>();
            for (String name : passed == null ? List.<String>of() : passed) {
                if (!name.isEmpty() && !named.contains(name)) {
                    all.add(Check.usual(name));
                } else if (name.isEmpty() && !others.isEmpty()) {
                    all.add(others.removeFirst());
                }
            }
            all.addAll(others);
            return List.copyOf(all);
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
