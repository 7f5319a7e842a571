package org.mfasender.firstaccount;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last line of defence: replaces known values, and whatever looks like a secret, a phone number or an ID. Checks choose what they
 * write so that nothing of this kind is in it.
 */
final class Redaction {
    private static final Map<String, Pattern> PATTERNS = Map.of(
            "{token}", Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*|EAA\\w{8,}|\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b"),
            "{mail}", Pattern.compile("[\\w.+-]+@[\\w-]+\\.[\\w.]+"),
            "{number}", Pattern.compile("\\+\\d[\\d ()./-]{5,}\\d|\\b\\d{10,}\\b"),
            "{uuid}", Pattern.compile("\\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b"),
            "{hex}", Pattern.compile("\\b[0-9a-fA-F]{24,}\\b"));

    /** Longer values first: one may contain another. */
    private final Map<String, String> known =
            new TreeMap<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    private final Map<String, Pattern> words = new HashMap<>();

    /** From now on, this text is replaced by its name in braces wherever it is. */
    void hide(String value, String name) {
        if (!value.isEmpty()) {
            known.put(value, "{" + name + "}");
        }
    }

    /** The same for a name that may be an ordinary word: not within another word. */
    void hideWord(String value, String name) {
        words.put("{" + name + "}", Pattern.compile("(?<!\\w)" + Pattern.quote(value) + "(?!\\w)"));
    }

    String of(String text) {
        String redacted = text.replaceAll("\\s+", " ");
        for (Map.Entry<String, String> entry : known.entrySet()) {
            redacted = redacted.replace(entry.getKey(), entry.getValue());
        }
        return replaced(replaced(redacted, PATTERNS), words);
    }

    private static String replaced(String text, Map<String, Pattern> patterns) {
        String replaced = text;
        for (Map.Entry<String, Pattern> entry : patterns.entrySet()) {
            replaced = entry.getValue().matcher(replaced).replaceAll(Matcher.quoteReplacement(entry.getKey()));
        }
        return replaced;
    }
}
