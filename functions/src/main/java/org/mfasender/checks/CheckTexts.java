package org.mfasender.checks;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Reads {@code checks.properties}, which holds every text of a check; other languages are further files beside it. */
final class CheckTexts {

    private static final ResourceBundle TEXTS = ResourceBundle.getBundle("org.mfasender.checks.checks", Locale.ROOT);

    private CheckTexts() {}

    static String message(CheckName check, Cause cause, Map<String, String> values) {
        return fill(TEXTS.getString(check + "." + cause), values);
    }

    static String skipped(CheckName dependsOn) {
        return fill(TEXTS.getString("any.skipped"), Map.of("check", dependsOn.toString()));
    }

    static String remedy(CheckName check, Cause cause, Map<String, String> values) {
        return fill(TEXTS.getString(key(check, cause, "remedy")), values);
    }

    /** The cause's own entry, else the check's; null when there is none, or when the cause's is empty because it does not apply. */
    static @Nullable String optional(CheckName check, Cause cause, String kind) {
        String key = key(check, cause, kind);
        String text = TEXTS.containsKey(key) ? TEXTS.getString(key) : "";
        return text.isEmpty() ? null : text;
    }

    private static String key(CheckName check, Cause cause, String kind) {
        String own = check + "." + cause + "." + kind;
        return TEXTS.containsKey(own) ? own : check + "." + kind;
    }

    private static String fill(String text, Map<String, String> values) {
        String filled = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }
}
