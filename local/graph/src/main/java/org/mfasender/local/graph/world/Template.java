package org.mfasender.local.graph.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One template in one language.
 *
 * @param category {@code AUTHENTICATION}, {@code UTILITY} or {@code MARKETING}
 * @param content of an authentication template; null for other categories
 * @param components of other categories, as written; unused for authentication templates
 * @param ttlSeconds {@code message_send_ttl_seconds}, null = not set
 * @param reviewEnds from when on {@code reviewOutcome} counts; {@code PENDING} before
 * @param fixedStatus a status that no review changes, such as {@code PAUSED}; null = by review
 * @param edits when the approved template was edited
 */
public record Template(
        String id,
        String wabaId,
        String name,
        String language,
        String category,
        @Nullable AuthenticationContent content,
        JsonNode components,
        @Nullable Integer ttlSeconds,
        Instant createdAt,
        Instant reviewEnds,
        String reviewOutcome,
        String rejectedReason,
        @Nullable String fixedStatus,
        List<Instant> edits)
        implements GraphObject {

    @Override
    public NodeType type() {
        return NodeType.TEMPLATE;
    }

    /** The status at a time. */
    public String status(Instant now) {
        if (fixedStatus != null) {
            return fixedStatus;
        }
        return now.isBefore(reviewEnds) ? "PENDING" : reviewOutcome;
    }

    /** The same template in a status that no review changes. */
    public Template withStatus(String status) {
        return new Template(
                id,
                wabaId,
                name,
                language,
                category,
                content,
                components,
                ttlSeconds,
                createdAt,
                reviewEnds,
                reviewOutcome,
                status.equals("REJECTED") && rejectedReason.equals("NONE") ? "INVALID_FORMAT" : rejectedReason,
                status,
                edits);
    }

    /** The same template with other contents, reviewed anew. */
    public Template edited(
            String newCategory,
            @Nullable AuthenticationContent newContent,
            JsonNode newComponents,
            @Nullable Integer newTtlSeconds,
            Instant newReviewEnds,
            Review review) {
        String outcome = review.outcome(language);
        return new Template(
                id,
                wabaId,
                name,
                language,
                newCategory,
                newContent,
                newComponents,
                newTtlSeconds,
                createdAt,
                newReviewEnds,
                outcome,
                outcome.equals("REJECTED") ? review.rejectedReason() : "NONE",
                null,
                edits);
    }

    /** The same template with one more counted edit. */
    public Template withEdit(Instant at) {
        return new Template(
                id,
                wabaId,
                name,
                language,
                category,
                content,
                components,
                ttlSeconds,
                createdAt,
                reviewEnds,
                reviewOutcome,
                rejectedReason,
                fixedStatus,
                Stream.concat(edits.stream(), Stream.of(at)).toList());
    }
}
