package org.mfasender.local.graph.world;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What time and Meta have made of a template. Sources: Meta, "Template management", "Template archival", "Template pausing".
 *
 * @param activeAt the last activity: creation, edit, return from the archive
 * @param reviewEnds from when on {@code reviewOutcome} counts; {@code PENDING} before
 * @param fixed a status that no review changes; null = by review
 * @param archivedAt since when it is archived, with its former status kept; null = not archived
 * @param deletion a deletion that waits for messages in flight; null = none
 * @param edits when the approved template was edited
 */
public record Lifecycle(
        Instant createdAt,
        Instant activeAt,
        Instant reviewEnds,
        String reviewOutcome,
        String rejectedReason,
        @Nullable Fixed fixed,
        @Nullable Instant archivedAt,
        @Nullable Deletion deletion,
        List<Instant> edits) {
    /** How long the name of a deleted template is blocked. */
    public static final Duration NAME_BLOCK = Duration.ofDays(30);

    private static final int MONTHS_UNTIL_ARCHIVED = 12;
    private static final Duration ARCHIVE = Duration.ofDays(28);
    /** What is on its way out, or out, is not archived. */
    private static final Set<String> LEAVING = Set.of("PENDING_DELETION", "DELETED");

    /**
     * A status that no review changes, such as {@code PAUSED}.
     *
     * @param until when the review's outcome counts again; null = never
     */
    public record Fixed(String status, @Nullable Instant until) {}

    /**
     * A deletion under way.
     *
     * @param blockedUntil until when it blocks the name; null = it does not
     */
    public record Deletion(Instant ends, @Nullable Instant blockedUntil) {}

    /** The life of a template that is written now. */
    public static Lifecycle begin(Instant now, Review review, String language) {
        String outcome = review.outcome(language);
        return new Lifecycle(
                now, now, now.plus(review.delay()), outcome, reason(outcome, review), null, null, null, List.of());
    }

    private static String reason(String outcome, Review review) {
        return outcome.equals("REJECTED") ? review.rejectedReason() : "NONE";
    }

    /** The status at a time. */
    public String status(Instant now) {
        if (deletion != null) {
            return "PENDING_DELETION";
        }
        if (archivedAt != null) {
            return "ARCHIVED";
        }
        if (fixed != null && (fixed.until() == null || now.isBefore(fixed.until()))) {
            return fixed.status();
        }
        return now.isBefore(reviewEnds) ? "PENDING" : reviewOutcome;
    }

    /**
     * The same life in a given status.
     *
     * @param until when the review's outcome counts again; null = never
     */
    public Lifecycle in(String status, Instant now, @Nullable Instant until) {
        if (status.equals("ARCHIVED")) {
            return archived(now);
        }
        String reason = status.equals("REJECTED") && rejectedReason.equals("NONE") ? "INVALID_FORMAT" : rejectedReason;
        return new Lifecycle(
                createdAt, activeAt, reviewEnds, reviewOutcome, reason, new Fixed(status, until), null, null, edits);
    }

    /** The same life with another reason for a rejection. */
    public Lifecycle because(String reason) {
        return new Lifecycle(
                createdAt, activeAt, reviewEnds, reviewOutcome, reason, fixed, archivedAt, deletion, edits);
    }

    /** Approved again, as after a pause. */
    public Lifecycle approved(Instant now) {
        return new Lifecycle(createdAt, activeAt, now, "APPROVED", "NONE", null, null, null, edits);
    }

    /** Reviewed anew after an edit. */
    public Lifecycle reviewed(Review review, String language, Instant now, Instant ends) {
        String outcome = review.outcome(language);
        return new Lifecycle(createdAt, now, ends, outcome, reason(outcome, review), null, null, null, edits);
    }

    /** One more counted edit. */
    public Lifecycle withEdit(Instant at) {
        List<Instant> more = Stream.concat(edits.stream(), Stream.of(at)).toList();
        return new Lifecycle(
                createdAt, at, reviewEnds, reviewOutcome, rejectedReason, fixed, archivedAt, deletion, more);
    }

    /** Archived since {@code at}; the former status is kept. */
    public Lifecycle archived(Instant at) {
        return new Lifecycle(createdAt, activeAt, reviewEnds, reviewOutcome, rejectedReason, fixed, at, null, edits);
    }

    /** Back from the archive in its former status, which is an activity. */
    public Lifecycle unarchived(Instant now) {
        return new Lifecycle(createdAt, now, reviewEnds, reviewOutcome, rejectedReason, fixed, null, deletion, edits);
    }

    /** Being deleted. */
    public Lifecycle deleting(Deletion changed) {
        return new Lifecycle(
                createdAt, activeAt, reviewEnds, reviewOutcome, rejectedReason, fixed, archivedAt, changed, edits);
    }

    /** As time has made it: archived after twelve months without activity. */
    public Lifecycle aged(Instant now) {
        Instant due = activeAt.atOffset(ZoneOffset.UTC)
                .plusMonths(MONTHS_UNTIL_ARCHIVED)
                .toInstant();
        boolean stays = archivedAt != null || LEAVING.contains(status(now));
        return stays || !now.isAfter(due) ? this : archived(due);
    }

    /** The deletion that time brings to an end, or has: one under way, or that of an archived template; null = none. */
    public @Nullable Deletion end() {
        if (deletion != null) {
            return deletion;
        }
        if (archivedAt == null) {
            return null;
        }
        Instant ends = archivedAt.plus(ARCHIVE);
        boolean approved = unarchived(archivedAt).status(archivedAt).equals("APPROVED");
        return new Deletion(ends, approved ? ends.plus(NAME_BLOCK) : null);
    }
}
