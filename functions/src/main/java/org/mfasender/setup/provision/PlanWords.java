package org.mfasender.setup.provision;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.MetaError;
import org.mfasender.templates.plan.PlannedTemplate;
import org.mfasender.templates.plan.PlannedTemplate.Reason;

/** Says which template cannot be created, or replaces a former version, and why, as people read it. */
final class PlanWords {

    private PlanWords() {}

    static String ofReplacement(PlannedTemplate entry) {
        Reason reason = Objects.requireNonNull(entry.reason());
        return entry.name() + " in " + entry.language() + " (former version " + of(reason, entry.meta()) + ")";
    }

    static String ofImpossible(PlannedTemplate entry) {
        Reason reason = entry.reason();
        return entry.purpose() + " in " + entry.language()
                + (reason == null ? "" : " (" + of(reason, entry.meta()) + ")");
    }

    private static String of(Reason reason, @Nullable MetaError meta) {
        return switch (reason) {
            case OTHER_CONTENT -> "reads differently at Meta";
            case CATEGORY_CHANGED -> "moved to another category";
            case ARCHIVED -> "archived";
            case DISABLED -> "disabled for its quality";
            case REJECTED -> "rejected";
            case NAME_BLOCKED -> "deleted";
            case NAME_TAKEN -> "the name belongs to Meta";
            case LANGUAGE_NOT_SUPPORTED -> "Meta does not offer the language to this account";
            case CAPACITY -> "the account is full";
            case VERSIONS_USED_UP -> "all names that may be tried are in use";
            case REFUSED -> refused(meta);
        };
    }

    private static String refused(@Nullable MetaError meta) {
        if (meta == null || meta.code() == null) {
            return "left out by Meta without a reason";
        }
        return "refused by Meta with the code " + meta.code() + (meta.subcode() == null ? "" : "/" + meta.subcode());
    }
}
