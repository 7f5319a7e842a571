package org.mfasender.templates.catalog;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.Cause;

/** Why a template cannot be sent: each reason has a remedy of its own. Source of Meta's words: Meta, "Template management". */
public enum Stop {
    IN_REVIEW(Cause.IN_REVIEW, "in review"),
    IN_APPEAL(Cause.IN_APPEAL, "in appeal"),
    REJECTED(Cause.REJECTED, "rejected"),
    PAUSED(Cause.PAUSED, "paused"),
    DISABLED(Cause.DISABLED, "disabled"),
    ARCHIVED(Cause.ARCHIVED, "archived"),
    LIMIT_EXCEEDED(Cause.LIMIT_EXCEEDED, "over a limit"),
    CATEGORY_CHANGED(Cause.CATEGORY_CHANGED, "in another category"),
    BEING_DELETED(Cause.BEING_DELETED, "being deleted"),
    DELETED(Cause.DELETED, "deleted"),
    /** A word of Meta that is not known here. */
    UNKNOWN(Cause.FAILED, "in an unknown state");

    private final Cause cause;
    private final String words;

    Stop(Cause cause, String words) {
        this.cause = cause;
        this.words = words;
    }

    /** What keeps a template from being sent; null when nothing does. */
    public static @Nullable Stop of(MessageTemplate template) {
        return switch (template.state()) {
            case USABLE -> null;
            case IN_REVIEW -> template.status().equals("IN_APPEAL") ? IN_APPEAL : IN_REVIEW;
            case REJECTED -> REJECTED;
            case PAUSED -> PAUSED;
            case DISABLED -> DISABLED;
            case ARCHIVED -> ARCHIVED;
            case LIMIT_EXCEEDED -> LIMIT_EXCEEDED;
            case CATEGORY_CHANGED -> CATEGORY_CHANGED;
            case DANGLING -> template.status().equals("PENDING_DELETION") ? BEING_DELETED : DELETED;
            case UNKNOWN -> UNKNOWN;
        };
    }

    Cause cause() {
        return cause;
    }

    /** As a sentence calls such a template, e.g. {@code paused}. */
    public String words() {
        return words;
    }

    /** Meta's word that says more, as people write it, e.g. {@code invalid format}; null when there is none. */
    @Nullable
    String detail(MessageTemplate template) {
        String word = switch (this) {
            case REJECTED -> template.rejectedReason();
            case CATEGORY_CHANGED -> template.category();
            case UNKNOWN -> template.status();
            default -> null;
        };
        return word == null || word.isEmpty() || word.equals("NONE")
                ? null
                : word.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
