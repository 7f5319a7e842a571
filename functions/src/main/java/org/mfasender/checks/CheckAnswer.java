package org.mfasender.checks;

import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.MetaError;

/** A check as answers show it. Absent members are null. */
public record CheckAnswer(
        String name,
        String status,
        String message,
        @Nullable String remedy,
        @Nullable String field,
        @Nullable String permission,
        @Nullable Meta meta) {

    /** What Meta answered. */
    public record Meta(
            @Nullable Integer code,
            @Nullable Integer subcode,
            @Nullable String traceId) {

        public static @Nullable Meta of(@Nullable MetaError error) {
            return error == null ? null : new Meta(error.code(), error.subcode(), error.traceId());
        }
    }

    public static CheckAnswer of(Check check) {
        return new CheckAnswer(
                check.name().toString(),
                check.status().toString(),
                check.message(),
                check.remedy(),
                check.field(),
                check.permission(),
                Meta.of(check.meta()));
    }
}
