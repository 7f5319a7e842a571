package org.mfasender.checks;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.PlainTime;
import org.mfasender.platform.meta.GraphCause;

/** Reads {@code checks.properties}, which holds every text of a check; other languages are further files beside it. */
final class CheckTexts {

    private static final ResourceBundle TEXTS = ResourceBundle.getBundle("org.mfasender.checks.checks", Locale.ROOT);

    private static final String ANY = "any.";
    private static final String WITHOUT = ANY + "without";
    private static final Pattern VALUE = Pattern.compile("\\{(\\w+)}");

    private CheckTexts() {}

    static String message(CheckName check, Cause cause, Map<String, String> values) {
        return fill(TEXTS.getString(check + "." + cause), values);
    }

    /** Whether it has words for what passed as usual. */
    static boolean canPass(CheckName check) {
        return TEXTS.containsKey(check + "." + Cause.PASSED);
    }

    /** Why Meta refused a call: the same words at every check. */
    static String message(GraphCause cause, Map<String, String> values) {
        return fill(TEXTS.getString(ANY + cause), values);
    }

    static String remedy(GraphCause cause) {
        return TEXTS.getString(ANY + cause + ".remedy");
    }

    static @Nullable String optional(GraphCause cause, String kind) {
        String key = ANY + cause + "." + kind;
        return TEXTS.containsKey(key) ? TEXTS.getString(key) : null;
    }

    /** Which call was refused, for clients of the API. */
    static String call(Map<String, String> values) {
        return fill(TEXTS.getString(ANY + "call"), values);
    }

    /** Meta's own words as a sentence to append; empty when it has none. */
    static String said(@Nullable String words) {
        return words == null ? "" : " " + fill(TEXTS.getString(ANY + "said"), Map.of("words", words));
    }

    /** That Meta shows an end of the access to data; a sentence to append. */
    static String dataAccess(Instant end) {
        return " " + fill(TEXTS.getString("any.dataAccess"), Map.of("date", PlainTime.day(end)));
    }

    static String skipped(CheckName dependsOn) {
        return fill(TEXTS.getString("any.skipped"), Map.of("check", dependsOn.toString()));
    }

    static String without(Collection<Needed> values) {
        String named = values.stream()
                .map(value -> TEXTS.getString(WITHOUT + "." + value))
                .collect(Collectors.joining(" " + TEXTS.getString(WITHOUT + ".and") + " "));
        return fill(TEXTS.getString(WITHOUT), Map.of("values", named));
    }

    /** When Meta accepts calls again, as a sentence to append; empty when it does not say. */
    static String again(@Nullable Duration wait) {
        return wait == null
                ? ""
                : " " + fill(TEXTS.getString("any.again"), Map.of("minutes", String.valueOf(wait.toMinutes())));
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

    /** In one pass: what Meta says may look like a value's name. */
    private static String fill(String text, Map<String, String> values) {
        return VALUE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }
}
