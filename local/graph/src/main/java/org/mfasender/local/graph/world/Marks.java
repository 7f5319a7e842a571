package org.mfasender.local.graph.world;

import org.jspecify.annotations.Nullable;

/**
 * What Meta says about a template besides its status.
 *
 * @param source {@code MANUAL}, or {@code AUTO_GENERATED} when it belongs to Direct Send
 * @param qualityScore {@code GREEN}, {@code YELLOW}, {@code RED} or {@code UNKNOWN}
 * @param previousCategory the category that Meta moved it from; null = never moved
 * @param correctCategory the category that Meta considers correct and will move it to; null = the current one
 */
public record Marks(
        String source,
        String qualityScore,
        @Nullable String previousCategory,
        @Nullable String correctCategory) {
    /** The source of templates that Direct Send created. */
    public static final String DIRECT_SEND = "AUTO_GENERATED";

    /** The marks of a new template. */
    public static final Marks NONE = new Marks("MANUAL", "UNKNOWN", null, null);

    /** The same marks with another source. */
    public Marks withSource(String changed) {
        return new Marks(changed, qualityScore, previousCategory, correctCategory);
    }

    /** The same marks with another quality. */
    public Marks withQualityScore(String changed) {
        return new Marks(source, changed, previousCategory, correctCategory);
    }

    /** The same marks after Meta moved the template away from {@code category}. */
    public Marks movedFrom(String category) {
        return new Marks(source, qualityScore, category, null);
    }

    /** The same marks with a category that Meta considers correct. */
    public Marks withCorrectCategory(String changed) {
        return new Marks(source, qualityScore, previousCategory, changed);
    }
}
