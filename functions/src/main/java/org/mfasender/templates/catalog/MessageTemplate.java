package org.mfasender.templates.catalog;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mfasender.templates.TemplateReadBack;
import org.mfasender.templates.TemplateSettings;
import org.mfasender.templates.catalog.TemplateReport.Aspect;

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
 * @param reports when Meta last reported something of it
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
        @Nullable TemplateReadBack original,
        ReportTimes reports) {

    private static final String AUTHENTICATION = "AUTHENTICATION";

    /** Meta's words for content that its policies forbid. Source: Meta, "Template management". */
    private static final Set<String> POLICY = Set.of("ABUSIVE_CONTENT", "PROMOTIONAL", "SCAM");

    /** One of which nothing was reported. */
    public MessageTemplate(
            String id,
            String name,
            String language,
            String category,
            String status,
            @Nullable String rejectedReason,
            @Nullable String qualityScore,
            @Nullable TemplateReadBack content,
            @Nullable TemplateReadBack original) {
        this(id, name, language, category, status, rejectedReason, qualityScore, content, original, ReportTimes.NONE);
    }

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

    /**
     * Whether Meta rejected it, and not because of its policies. The wording is Meta's own, so that nothing about it can be corrected: the
     * review erred, and that of another version may not.
     */
    public boolean isRejectedInError() {
        return state() == BindingState.REJECTED && (rejectedReason == null || !POLICY.contains(rejectedReason));
    }

    public boolean isInReview() {
        return state() == BindingState.IN_REVIEW;
    }

    /** This template with the memory of what it said at first. */
    public MessageTemplate rememberedFrom(@Nullable MessageTemplate recorded) {
        TemplateReadBack first = recorded == null || recorded.original == null ? content : recorded.original;
        ReportTimes times = recorded == null || !reports.equals(ReportTimes.NONE) ? reports : recorded.reports;
        return new MessageTemplate(
                id, name, language, category, status, rejectedReason, qualityScore, content, first, times);
    }

    /** This template as it was read just now: no earlier report changes it. */
    public MessageTemplate seenAt(Instant now) {
        return new MessageTemplate(
                id,
                name,
                language,
                category,
                status,
                rejectedReason,
                qualityScore,
                content,
                original,
                ReportTimes.all(now));
    }

    /**
     * This template after a report.
     *
     * @param readAt when templates were last read; null when they never were
     * @return empty when something later is known, or the same
     */
    public Optional<MessageTemplate> reported(TemplateReport report, @Nullable Instant readAt) {
        Aspect aspect = report.aspect();
        if (!ReportTimes.isSince(report.at(), readAt) || !ReportTimes.isSince(report.at(), reports.of(aspect))) {
            return Optional.empty();
        }
        boolean ofStatus = aspect == Aspect.STATUS;
        MessageTemplate reported = new MessageTemplate(
                id,
                name,
                language,
                aspect == Aspect.CATEGORY ? report.word() : category,
                ofStatus ? report.word() : status,
                ofStatus ? report.reason() : rejectedReason,
                aspect == Aspect.QUALITY ? report.word() : qualityScore,
                content,
                original,
                reports.with(aspect, report.at()));
        return reported.equals(this) ? Optional.empty() : Optional.of(reported);
    }

    /**
     * This template, which was read, with what Meta has reported since.
     *
     * @param recorded the same as it is recorded
     */
    public MessageTemplate withReports(MessageTemplate recorded, Instant readAt) {
        ReportTimes times = recorded.reports;
        boolean status = times.isReportedSince(Aspect.STATUS, readAt);
        return new MessageTemplate(
                id,
                name,
                language,
                times.isReportedSince(Aspect.CATEGORY, readAt) ? recorded.category : category,
                status ? recorded.status : this.status,
                status ? recorded.rejectedReason : rejectedReason,
                times.isReportedSince(Aspect.QUALITY, readAt) ? recorded.qualityScore : qualityScore,
                content,
                original,
                times);
    }

    /** This template after it vanished. */
    MessageTemplate gone() {
        return new MessageTemplate(
                id, name, language, category, "DELETED", rejectedReason, qualityScore, content, original, reports);
    }

    /** Whether it is as wanted, by meaning. */
    public boolean meets(TemplateSettings wanted) {
        return isForAuthentication() && content != null && wanted.isMetBy(content);
    }

    /** Whether somebody has edited it since this system first saw it, so that it is not as wanted any more. */
    public boolean isEditedFrom(TemplateSettings wanted) {
        return isForAuthentication() && !meets(wanted) && !isUnedited();
    }

    /** Whether it says what it said at first, as far as Meta reads it back. */
    public boolean isUnedited() {
        return original == null || content == null || original.equals(content);
    }
}
