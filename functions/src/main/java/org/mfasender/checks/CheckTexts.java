package org.mfasender.checks;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Reads {@code checks.properties}, where every sentence about a check stands; other languages are further files beside it. */
final class CheckTexts {

    private static final ResourceBundle TEXTS = ResourceBundle.getBundle("org.mfasender.checks.checks", Locale.ROOT);

    private CheckTexts() {}

    static String message(String check, String variant, Map<String, String> values) {
        return fill(TEXTS.getString(check + "." + variant), values);
    }

    static String remedy(String check, String variant, Map<String, String> values) {
        return fill(TEXTS.getString(own(check, variant, "remedy")), values);
    }

    /**
     * What stands under {@code kind} for this variant, or for the check in common; null when nothing does, or when the variant
     * has it empty, because it is not to blame there.
     */
    static @Nullable String optional(String check, String variant, String kind) {
        String key = own(check, variant, kind);
        String text = TEXTS.containsKey(key) ? TEXTS.getString(key) : "";
        return text.isEmpty() ? null : text;
    }

    private static String own(String check, String variant, String kind) {
        String own = check + "." + variant + "." + kind;
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
