package org.mfasender.local.graph.world;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The life of a template: its status is a function of the time. Sources: Meta, "Template management", "Template archival",
 * "Template pausing".
 *
 * @param activeAt the last activity: creation, edit, return from the archive
 * @param decision what the review decides
 * @param state what overrides the review; null = nothing
 * @param edits when the approved template was edited
 */
public record Lifecycle(
        Instant createdAt,
        Instant activeAt,
        Decision decision,
        @Nullable State state,
        List<Instant> edits) {
    /** How long the name of a deleted template is blocked. */
    public static final Duration NAME_BLOCK = Duration.ofDays(30);

    private static final int MONTHS_UNTIL_ARCHIVED = 12;
    private static final Duration ARCHIVE = Duration.ofDays(28);
    private static final Set<String> LEAVING = Set.of("PENDING_DELETION", "DELETED");

    /**
     * The outcome of a review.
     *
     * @param at when it takes effect; {@code PENDING} before
     * @param status {@code APPROVED} or {@code REJECTED}
     * @param reason why it is rejected, or {@code NONE}
     */
    record Decision(Instant at, String status, String reason) {
        static Decision of(Review review, String language, Instant at) {
            String status = review.outcome(language);
            return new Decision(at, status, status.equals("REJECTED") ? review.rejectedReason() : "NONE");
        }
    }

    /** What overrides the review. */
    sealed interface State {}

    /**
     * A status that no review changes, such as {@code PAUSED}.
     *
     * @param until when the decision counts again; null = never
     */
    record Fixed(String status, @Nullable Instant until) implements State {
        boolean holds(Instant now) {
            return until == null || now.isBefore(until);
        }
    }

    /**
     * In the archive.
     *
     * @param former the status to return to; null = by review
     */
    record Archived(Instant since, @Nullable Fixed former) implements State {}

    /**
     * A deletion that waits for messages in flight.
     *
     * @param blockedUntil until when it blocks the name; null = it does not
     */
    public record Deletion(Instant ends, @Nullable Instant blockedUntil) implements State {}

    /** The life of a template that is created now. */
    public static Lifecycle begin(Instant now, Review review, String language) {
        return new Lifecycle(now, now, Decision.of(review, language, now.plus(review.delay())), null, List.of());
    }

    /** The status at a time. */
    public String status(Instant now) {
        return status(state, now);
    }

    private String status(@Nullable State current, Instant now) {
        if (current instanceof Deletion) {
            return "PENDING_DELETION";
        }
        if (current instanceof Archived) {
            return "ARCHIVED";
        }
        if (current instanceof Fixed fixed && fixed.holds(now)) {
            return fixed.status();
        }
        return now.isBefore(decision.at()) ? "PENDING" : decision.status();
    }

    /** Whether the template is being deleted, or is deleted and still listed. */
    public boolean isLeaving(Instant now) {
        return LEAVING.contains(status(now));
    }

    /** Why the template is rejected; {@code NONE} while it is not. */
    public String rejectedReason(Instant now) {
        return status(now).equals("REJECTED") ? decision.reason() : "NONE";
    }

    /** How many edits count within the {@code span} before {@code now}. */
    public long editsWithin(Duration span, Instant now) {
        return edits.stream().filter(now.minus(span)::isBefore).count();
    }

    private Lifecycle with(Instant activity, Decision newDecision, @Nullable State newState) {
        return new Lifecycle(createdAt, activity, newDecision, newState, edits);
    }

    /**
     * The same life in a given status.
     *
     * @param until when the review's decision counts again; null = never
     */
    public Lifecycle in(String status, Instant now, @Nullable Instant until) {
        if (status.equals("ARCHIVED")) {
            return archived(now);
        }
        boolean unexplained = status.equals("REJECTED") && decision.reason().equals("NONE");
        return because(unexplained ? "INVALID_FORMAT" : decision.reason()).inState(new Fixed(status, until));
    }

    private Lifecycle inState(@Nullable State newState) {
        return with(activeAt, decision, newState);
    }

    /** The same life with another reason for a rejection. */
    public Lifecycle because(String reason) {
        return with(activeAt, new Decision(decision.at(), decision.status(), reason), state);
    }

    /** Reviewed again after an edit. */
    public Lifecycle reviewed(Review review, String language, Instant now, Instant ends) {
        return with(now, Decision.of(review, language, ends), null);
    }

    /** One more counted edit. */
    public Lifecycle withEdit(Instant at) {
        List<Instant> more = Stream.concat(edits.stream(), Stream.of(at)).toList();
        return new Lifecycle(createdAt, at, decision, state, more);
    }

    private Lifecycle archived(Instant at) {
        return inState(new Archived(at, state instanceof Fixed fixed ? fixed : null));
    }

    /** Back from the archive in the former status, which is an activity; unchanged when not archived. */
    public Lifecycle unarchived(Instant now) {
        return state instanceof Archived archived ? with(now, decision, archived.former()) : this;
    }

    /** Being deleted. */
    Lifecycle deleting(Deletion deletion) {
        return inState(deletion);
    }

    /** As time has made it: archived after twelve months without activity. */
    Lifecycle aged(Instant now) {
        Instant due = activeAt.atOffset(ZoneOffset.UTC)
                .plusMonths(MONTHS_UNTIL_ARCHIVED)
                .toInstant();
        boolean stays = state instanceof Archived || isLeaving(now);
        return stays || !now.isAfter(due) ? this : archived(due);
    }

    /** The deletion that time completes: one that waits, or the end of the archive; null = none. */
    public @Nullable Deletion end() {
        if (state instanceof Archived archived) {
            return deletion(archived.since().plus(ARCHIVE), status(archived.former(), archived.since()));
        }
        return state instanceof Deletion deletion ? deletion : null;
    }

    /** A deletion that ends at a time; only that of an approved template blocks the name. */
    static Deletion deletion(Instant ends, String status) {
        return new Deletion(ends, status.equals("APPROVED") ? ends.plus(NAME_BLOCK) : null);
    }
}
