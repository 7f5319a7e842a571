package org.mfasender.templates.catalog;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.mfasender.templates.catalog.TemplateReport.Aspect;

/**
 * When Meta last reported each aspect of a template by itself; null when it never did, or a release before 0.3.0 stored the template.
 * Reports have whole seconds: one of the second in which something was read counts as later. What was read by hand has the time of that, with
 * its fraction: it is later than another reading only if it was made later.
 */
public record ReportTimes(
        @Nullable Instant status,
        @Nullable Instant category,
        @Nullable Instant quality) {

    public static final ReportTimes NONE = new ReportTimes(null, null, null);

    /** As of a template that was read just now. */
    static ReportTimes all(Instant readAt) {
        return new ReportTimes(readAt, readAt, readAt);
    }

    @Nullable
    Instant of(Aspect aspect) {
        return switch (aspect) {
            case STATUS -> status;
            case CATEGORY -> category;
            case QUALITY -> quality;
        };
    }

    /** Whether an aspect was reported, or read by hand, since it was read. */
    boolean isReportedSince(Aspect aspect, Instant readAt) {
        Instant known = of(aspect);
        if (known == null) {
            return false;
        }
        return isOfReport(known) ? isSince(known, readAt) : known.isAfter(readAt);
    }

    private static boolean isOfReport(Instant time) {
        return time.equals(time.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Whether a report is at least as new as something that was known; null for what is older than everything. */
    static boolean isSince(Instant reported, @Nullable Instant known) {
        return known == null || !reported.isBefore(known.truncatedTo(ChronoUnit.SECONDS));
    }

    ReportTimes with(Aspect aspect, Instant at) {
        return new ReportTimes(
                aspect == Aspect.STATUS ? at : status,
                aspect == Aspect.CATEGORY ? at : category,
                aspect == Aspect.QUALITY ? at : quality);
    }
}
