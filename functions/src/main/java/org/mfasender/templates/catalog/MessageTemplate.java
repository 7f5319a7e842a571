package org.mfasender.templates.catalog;

import org.jspecify.annotations.Nullable;
import org.mfasender.templates.TemplateReadBack;
import org.mfasender.templates.TemplateSettings;

/**
 * A message template on the WhatsApp Business Account, in one language.
 *
 * @param id Meta's template ID
 * @param language Meta's language code, e.g. {@code pt_BR}
 * @param status Meta's word: only {@code APPROVED} can be sent
 * @param rejectedReason Meta's word, e.g. {@code INVALID_FORMAT}; null when there is none
 * @param qualityScore Meta's word: GREEN, YELLOW, RED or UNKNOWN
 * @param content what it says; null when it is no authentication template or cannot be understood
 * @param original what it said when this system first saw it; null when this is the first time
 */
public record MessageTemplate(
        String id,
        String name,
        String language,
        String category,
        String status,
        @Nullable String rejectedReason,
        @Nullable String qualityScore,
        @Nullable TemplateReadBack content,
        @Nullable TemplateReadBack original) {

    private static final String AUTHENTICATION = "AUTHENTICATION";

    /** Only this category may carry passcodes. */
    public boolean isForAuthentication() {
        return category.equals(AUTHENTICATION);
    }

    /** What Meta's status means here. Source of the words: Meta, "Template management". */
    public BindingState state() {
        BindingState state = switch (status) {
            case "APPROVED" -> BindingState.USABLE;
            case "PENDING", "IN_APPEAL" -> BindingState.IN_REVIEW;
            case "REJECTED" -> BindingState.REJECTED;
            case "PAUSED" -> BindingState.PAUSED;
            case "DISABLED" -> BindingState.DISABLED;
            case "ARCHIVED" -> BindingState.ARCHIVED;
            case "LIMIT_EXCEEDED" -> BindingState.LIMIT_EXCEEDED;
            case "PENDING_DELETION", "DELETED" -> BindingState.DANGLING;
            default -> BindingState.UNKNOWN;
        };
        return state == BindingState.USABLE && !isForAuthentication() ? BindingState.CATEGORY_CHANGED : state;
    }

    /** Approved, and still what Meta lets carry passcodes: it may move a template to another category. */
    public boolean isUsable() {
        return state() == BindingState.USABLE;
    }

    public boolean isInReview() {
        return state() == BindingState.IN_REVIEW;
    }

    /** This template with the memory of what it said at first. */
    public MessageTemplate rememberedFrom(@Nullable MessageTemplate recorded) {
        TemplateReadBack first = recorded == null || recorded.original == null ? content : recorded.original;
        return new MessageTemplate(id, name, language, category, status, rejectedReason, qualityScore, content, first);
    }

    /** This template after it vanished. */
    MessageTemplate gone() {
        return new MessageTemplate(
                id, name, language, category, "DELETED", rejectedReason, qualityScore, content, original);
    }

    /** Whether it is as wanted, by meaning. */
    public boolean meets(TemplateSettings wanted) {
        return isForAuthentication() && content != null && wanted.isMetBy(content);
    }

    /** Whether it says what it said at first, as far as Meta reads it back. */
    public boolean isUnedited() {
        return original == null || content == null || original.equals(content);
    }
}
