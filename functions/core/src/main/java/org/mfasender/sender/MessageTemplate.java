package org.mfasender.sender;

import org.jspecify.annotations.Nullable;

/**
 * A message template on the WhatsApp Business Account, in one language.
 *
 * @param id Meta's template ID
 * @param language Meta's language code, e.g. {@code pt_BR}
 * @param status Meta's word: only {@code APPROVED} can be sent
 * @param rejectedReason Meta's word, e.g. {@code INVALID_FORMAT}; null when there is none
 * @param qualityScore Meta's word: GREEN, YELLOW, RED or UNKNOWN
 */
public record MessageTemplate(
        String id,
        String name,
        String language,
        String category,
        String status,
        @Nullable String rejectedReason,
        @Nullable String qualityScore) {

    /** Only this category may carry passcodes. */
    public boolean isForAuthentication() {
        return category.equals("AUTHENTICATION");
    }

    /** Approved, and still what Meta lets carry passcodes: it may move a template to another category. */
    public boolean isUsable() {
        return status.equals("APPROVED") && isForAuthentication();
    }

    public boolean isInReview() {
        return status.equals("PENDING") || status.equals("IN_APPEAL");
    }
}
