package org.mfasender.checks;

import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.MetaError;

/**
 * A check as answers show it. Absent members are null.
 *
 * @param link the address of the page at Meta where the remedy begins
 */
public record CheckAnswer(
        String name,
        String status,
        String message,
        @Nullable String remedy,
        @Nullable String link,
        @Nullable String apiHint,
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

    /**
     * The link is made here and not stored: a check of an earlier release has one, and an address that Meta changes is changed in all.
     *
     * @param ids the IDs that are known
     */
    public static CheckAnswer of(Check check, MetaIds ids) {
        return new CheckAnswer(
                check.name().toString(),
                check.status().toString(),
                check.message(),
                check.remedy(),
                link(check.remedy(), ids),
                check.apiHint(),
                check.field(),
                check.permission(),
                Meta.of(check.meta()));
    }

    private static @Nullable String link(@Nullable String remedy, MetaIds ids) {
        return remedy == null
                ? null
                : MetaPage.firstIn(remedy).map(page -> page.url(ids)).orElse(null);
    }
}
