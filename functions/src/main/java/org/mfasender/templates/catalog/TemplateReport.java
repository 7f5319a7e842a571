package org.mfasender.templates.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What Meta reports of a template.
 *
 * @param templateId Meta's ID
 * @param word Meta's word
 * @param reason Meta's word for why a template was rejected; null when there is none
 * @param at when that was, in whole seconds
 */
public record TemplateReport(
        String templateId,
        Aspect aspect,
        String word,
        @Nullable String reason,
        Instant at) {

    /** What of a template is reported apart from the rest. */
    public enum Aspect {
        STATUS,
        CATEGORY,
        QUALITY
    }
}
