package org.mfasender.sender;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/** Reads {@code checks.properties}, where every sentence about a check stands; other languages are further files beside it. */
final class CheckTexts {

    private static final ResourceBundle TEXTS = ResourceBundle.getBundle("org.mfasender.sender.checks", Locale.ROOT);

    private CheckTexts() {}

    static String message(String check, String variant, Map<String, String> values) {
        return fill(TEXTS.getString(check + "." + variant), values);
    }

    /** The remedy of this variant, or the check's common one. */
    static String remedy(String check, String variant, Map<String, String> values) {
        String own = check + "." + variant + ".remedy";
        return fill(TEXTS.getString(TEXTS.containsKey(own) ? own : check + ".remedy"), values);
    }

    private static String fill(String text, Map<String, String> values) {
        String filled = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }
}
