package org.mfasender.local.graph.world;

import java.time.Duration;
import java.util.Set;

/**
 * How Meta reviews the templates of one account.
 *
 * @param delay how long a template stays {@code PENDING}; zero = decided at once
 * @param rejectsAll whether every template is rejected
 * @param rejectedLanguages languages that are rejected although others are not
 * @param rejectedReason Meta's reason, such as {@code INVALID_FORMAT}
 */
public record Review(Duration delay, boolean rejectsAll, Set<String> rejectedLanguages, String rejectedReason) {
    /** Approves everything after {@code delay}. */
    public static Review approving(Duration delay) {
        return new Review(delay, false, Set.of(), "NONE");
    }

    /** Rejects everything after {@code delay}. */
    public static Review rejecting(Duration delay, String reason) {
        return new Review(delay, true, Set.of(), reason);
    }

    /** Rejects some languages after {@code delay} and approves the others. */
    public static Review rejecting(Duration delay, String reason, Set<String> languages) {
        return new Review(delay, false, Set.copyOf(languages), reason);
    }

    /** {@code APPROVED} or {@code REJECTED}. */
    public String outcome(String language) {
        return rejectsAll || rejectedLanguages.contains(language) ? "REJECTED" : "APPROVED";
    }
}
