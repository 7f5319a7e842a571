package org.mfasender.checks;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.meta.MetaError;

/**
 * One prerequisite and what was found.
 *
 * @param message what was found, in plain English
 * @param remedy what to do and where; null when there is nothing to do
 * @param apiHint what a client of the API has to know beside the remedy; null when nothing
 * @param field the member of the request to correct, if that is the cause
 * @param permission the missing permission, if that is the cause
 * @param meta Meta's answer, if there was one
 */
public record Check(
        Word name,
        Word status,
        String message,
        @Nullable String remedy,
        @Nullable String apiHint,
        @Nullable String field,
        @Nullable String permission,
        @Nullable MetaError meta) {

    public static Check passed(CheckName name, Map<String, String> values) {
        return passed(name, Cause.PASSED, values);
    }

    public static Check passed(CheckName name) {
        return passed(name, Map.of());
    }

    /** What passed as usual, by the check's name; a name that this release does not know has no words here. */
    public static Check usual(String name) {
        Word known = Word.of(name, CheckName.values());
        return known instanceof CheckName check && CheckTexts.canPass(check)
                ? passed(check)
                : withoutRemedy(known, CheckStatus.PASSED, name);
    }

    /** Whether its name says everything: it passed, and its words are those of the name. */
    public boolean isUsual() {
        return name instanceof CheckName known && CheckTexts.canPass(known) && equals(passed(known));
    }

    /** Passed in another way than most. */
    public static Check passed(CheckName name, Cause cause) {
        return passed(name, cause, Map.of());
    }

    /** Passed in another way than most. */
    public static Check passed(CheckName name, Cause cause, Map<String, String> values) {
        return withoutRemedy(name, CheckStatus.PASSED, CheckTexts.message(name, cause, values));
    }

    public static Check warning(CheckName name, Map<String, String> values) {
        return warning(name, Cause.WARNING, values, null);
    }

    public static Check warning(CheckName name, Cause cause, Map<String, String> values, @Nullable MetaError meta) {
        return withRemedy(name, CheckStatus.WARNING, cause, values, meta);
    }

    public static Check failed(CheckName name, Map<String, String> values, @Nullable MetaError meta) {
        return failed(name, Cause.FAILED, values, meta);
    }

    /** For checks that can fail in several ways. */
    public static Check failed(CheckName name, Cause cause, Map<String, String> values, @Nullable MetaError meta) {
        return withRemedy(name, CheckStatus.FAILED, cause, values, meta);
    }

    /** Failed; as long as something else serves instead, a warning. */
    public static Check failedUnless(
            boolean served, CheckName name, Cause cause, Map<String, String> values, @Nullable MetaError meta) {
        return withRemedy(name, served ? CheckStatus.WARNING : CheckStatus.FAILED, cause, values, meta);
    }

    /** Failed because Meta refused a call, or unknown because it did not answer properly: a cause at a place. */
    public static Check refused(CheckName place, GraphFailure failure, String wabaId) {
        return Refused.at(place, failure, wabaId);
    }

    public static Check unknown(CheckName name, @Nullable MetaError meta) {
        return withoutRemedy(name, CheckStatus.UNKNOWN, CheckTexts.message(name, Cause.UNKNOWN, Map.of()))
                .withMeta(meta);
    }

    /** Not made: {@code dependsOn} has to pass first. */
    public static Check skipped(CheckName name, CheckName dependsOn) {
        return withoutRemedy(name, CheckStatus.SKIPPED, CheckTexts.skipped(dependsOn));
    }

    /** Not made, for a reason that a person can remove. */
    public static Check skipped(CheckName name, Cause cause) {
        return withRemedy(name, CheckStatus.SKIPPED, cause, Map.of(), null);
    }

    /** Not made: it needs values that are missing. */
    public static Check without(CheckName name, Collection<Needed> values) {
        return withoutRemedy(name, CheckStatus.SKIPPED, CheckTexts.without(values));
    }

    /** Findings of one check as one: what was found first, then what to do. */
    public static Check joined(List<Check> found) {
        Check first = found.getFirst();
        return new Check(
                first.name,
                first.status,
                found.stream().map(Check::message).collect(Collectors.joining(" ")),
                joined(found, Check::remedy),
                joined(found, Check::apiHint),
                first.field,
                first.permission,
                first.meta);
    }

    private static @Nullable String joined(List<Check> found, Function<Check, @Nullable String> part) {
        String parts =
                found.stream().map(part).filter(Objects::nonNull).distinct().collect(Collectors.joining(" "));
        return parts.isEmpty() ? null : parts;
    }

    /** The same as a warning: whatever was found stops nothing. */
    public Check asWarning() {
        return new Check(name, CheckStatus.WARNING, message, remedy, apiHint, field, permission, meta);
    }

    /** With what Meta says about it. */
    public Check withWords(@Nullable String said) {
        return saying(CheckTexts.said(said));
    }

    Check saying(String sentences) {
        return new Check(name, status, message + sentences, remedy, apiHint, field, permission, meta);
    }

    Check withMeta(@Nullable MetaError answer) {
        return new Check(name, status, message, remedy, apiHint, field, permission, answer);
    }

    private static Check withoutRemedy(Word name, CheckStatus status, String message) {
        return new Check(name, status, message, null, null, null, null, null);
    }

    private static Check withRemedy(
            CheckName name, CheckStatus status, Cause cause, Map<String, String> values, @Nullable MetaError meta) {
        return new Check(
                name,
                status,
                CheckTexts.message(name, cause, values),
                CheckTexts.remedy(name, cause, values),
                CheckTexts.optional(name, cause, "apiHint"),
                CheckTexts.optional(name, cause, "field"),
                CheckTexts.optional(name, cause, "permission"),
                meta);
    }
}
