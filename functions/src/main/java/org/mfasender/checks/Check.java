package org.mfasender.checks;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.MetaError;

/**
 * One prerequisite and what was found.
 *
 * @param name stable name for programs, e.g. {@code tokenNeverExpires}
 * @param message what was found, in plain English
 * @param remedy what to do and where; null when there is nothing to do
 * @param field the member of the request that has to be corrected, if that is what is wrong
 * @param permission the permission that is missing, if that is what is wrong
 * @param meta Meta's answer, where there was one
 */
public record Check(
        String name,
        CheckStatus status,
        String message,
        @Nullable String remedy,
        @Nullable String field,
        @Nullable String permission,
        @Nullable MetaError meta) {

    public static Check passed(String name, Map<String, String> values) {
        return new Check(name, CheckStatus.PASSED, CheckTexts.message(name, "passed", values), null, null, null, null);
    }

    public static Check passed(String name) {
        return passed(name, Map.of());
    }

    public static Check warning(String name, String variant, Map<String, String> values, @Nullable MetaError meta) {
        return withRemedy(name, CheckStatus.WARNING, variant, values, meta);
    }

    public static Check failed(String name, Map<String, String> values, @Nullable MetaError meta) {
        return failed(name, "failed", values, meta);
    }

    /** A failure with a text of its own, for checks that can fail in several ways. */
    public static Check failed(String name, String variant, Map<String, String> values, @Nullable MetaError meta) {
        return withRemedy(name, CheckStatus.FAILED, variant, values, meta);
    }

    public static Check unknown(String name, @Nullable MetaError meta) {
        return new Check(
                name, CheckStatus.UNKNOWN, CheckTexts.message(name, "unknown", Map.of()), null, null, null, meta);
    }

    /** Not made: {@code dependsOn} names the check that has to pass first. */
    public static Check skipped(String name, String dependsOn) {
        String message = CheckTexts.message("any", "skipped", Map.of("check", dependsOn));
        return new Check(name, CheckStatus.SKIPPED, message, null, null, null, null);
    }

    private static Check withRemedy(
            String name, CheckStatus status, String variant, Map<String, String> values, @Nullable MetaError meta) {
        return new Check(
                name,
                status,
                CheckTexts.message(name, variant, values),
                CheckTexts.remedy(name, variant, values),
                CheckTexts.optional(name, variant, "field"),
                CheckTexts.optional(name, variant, "permission"),
                meta);
    }
}
