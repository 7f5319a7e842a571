package org.mfasender.templates.plan;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.MetaError;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateSettings;
import org.mfasender.templates.catalog.MessageTemplate;

/**
 * What is to become of one purpose in one language.
 *
 * @param language Meta's code
 * @param locales the PingOne locales that it serves
 * @param name of the template that is there, or that is to be created; null when it is impossible
 * @param template the one that is there; null when none is yet
 * @param reason why it is not simply left or created; of one that is left, why this run created it in place of a former version
 * @param meta Meta's answer, when it refused
 * @param notBefore when it can be created at the earliest, when that is not now
 */
public record PlannedTemplate(
        Purpose purpose,
        String language,
        List<String> locales,
        Action action,
        @Nullable String name,
        @Nullable MessageTemplate template,
        @Nullable Reason reason,
        @Nullable MetaError meta,
        @Nullable Instant notBefore) {

    /** What is done. Nothing is ever changed or deleted. */
    public enum Action {
        /** It is there and was created here, or is bound already. */
        LEAVE,
        /** It is there as wanted, though not created here: it is used as it is. */
        ADOPT,
        CREATE,
        /** The name cannot be used as it is: the next version is created beside it. */
        NEW_VERSION,
        IMPOSSIBLE
    }

    /** Why. */
    public enum Reason {
        /** A template of this name has another content. */
        OTHER_CONTENT,
        /** Meta moved the template of this name to another category. */
        CATEGORY_CHANGED,
        /** The template of this name was archived, and Meta will delete it. */
        ARCHIVED,
        /** Meta stopped the template of this name for good, for its quality. */
        DISABLED,
        /** Meta rejected the template of this name in an earlier run, for no reason of policy. */
        REJECTED,
        /** The template of this name is being deleted, or the name is blocked after a deletion. */
        NAME_BLOCKED,
        /** The name belongs to Meta's samples or to Direct Send. */
        NAME_TAKEN,
        /** Meta does not offer the language to this account. */
        LANGUAGE_NOT_SUPPORTED,
        /** The account holds as many templates as it may. */
        CAPACITY,
        /** Meta refused it. */
        REFUSED,
        /** Every version of the name that may be tried is used up. */
        VERSIONS_USED_UP;

        /** Whether it concerns one version of a name, so that the next version may help. */
        boolean isOfVersion() {
            return switch (this) {
                case OTHER_CONTENT, CATEGORY_CHANGED, ARCHIVED, DISABLED, REJECTED, NAME_BLOCKED, NAME_TAKEN -> true;
                case LANGUAGE_NOT_SUPPORTED, CAPACITY, REFUSED, VERSIONS_USED_UP -> false;
            };
        }
    }

    static PlannedTemplate existing(Target target, Action action, MessageTemplate template) {
        return new PlannedTemplate(
                target.purpose(),
                target.language(),
                target.locales(),
                action,
                template.name(),
                template,
                null,
                null,
                null);
    }

    static PlannedTemplate creation(Target target, String name, @Nullable Reason reason) {
        Action action = reason == null ? Action.CREATE : Action.NEW_VERSION;
        return new PlannedTemplate(
                target.purpose(), target.language(), target.locales(), action, name, null, reason, null, null);
    }

    static PlannedTemplate impossible(Target target, Reason reason, @Nullable MetaError meta) {
        return new PlannedTemplate(
                target.purpose(),
                target.language(),
                target.locales(),
                Action.IMPOSSIBLE,
                null,
                null,
                reason,
                meta,
                null);
    }

    /** A new version was made in this run, and Meta did to it what it had done to the former: another one would not stay either. */
    static PlannedTemplate notKept(Target target, Reason reason) {
        return impossible(target, reason, null);
    }

    /** This creation, for which the account has no capacity left. */
    PlannedTemplate withoutCapacity() {
        return new PlannedTemplate(
                purpose, language, locales, Action.IMPOSSIBLE, null, null, Reason.CAPACITY, null, null);
    }

    PlannedTemplate notBefore(Instant time) {
        return new PlannedTemplate(purpose, language, locales, action, name, template, reason, meta, time);
    }

    /** This template, which this run created in place of a former version; null when there was none. */
    PlannedTemplate because(@Nullable Reason obstacle) {
        return new PlannedTemplate(purpose, language, locales, action, name, template, obstacle, meta, notBefore);
    }

    /** Whether this run created it in place of a former version. */
    public boolean isReplacement() {
        return template != null && reason != null;
    }

    /** Whether something is to be created, now or later. */
    public boolean isCreation() {
        return action == Action.CREATE || action == Action.NEW_VERSION;
    }

    /** Whether a version that this run created did not stay as it was, so that it makes no further one. */
    public boolean isNotKept() {
        return isImpossible() && reason != null && reason.isOfVersion();
    }

    public boolean isImpossible() {
        return action == Action.IMPOSSIBLE;
    }

    /** A purpose in a language, as it is wanted. */
    record Target(Purpose purpose, String language, List<String> locales, TemplateSettings settings) {}
}
