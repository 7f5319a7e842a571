package org.mfasender.platform.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Meta's texts, made safe to pass on. Meta quotes what it was asked, tokens included, and what it sends may be of any length and hold
 * anything.
 */
final class MetaWords {

    /** Longer than any member that is used here: cursors, and the text of a template. */
    private static final int LONGEST_MEMBER = 5_000;

    private static final int LONGEST_SENTENCE = 300;
    private static final int LONGEST_WORD = 60;
    private static final String REMOVED = "(removed)";

    private static final Pattern TAG = Pattern.compile("<[^>]{0,200}>");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Z}<>]+");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Co}\\p{Cs}]+");
    /** A code that Meta repeats in front of its text. */
    private static final Pattern CODE = Pattern.compile("^\\(#[0-9]+\\) *");
    /** What looks like a token, {@code appid|secret}, or a long secret; words joined by underscores are names of fields. */
    private static final Pattern SECRET =
            Pattern.compile("EAA[\\w-]{4,}|[0-9]{5,}(\\||%7C)\\S+|\\b(?=\\S*[0-9])[A-Za-z0-9%+/=-]{24,}");

    private static final Pattern TRACE_ID = Pattern.compile("[A-Za-z0-9_+/=-]{1,64}");

    private MetaWords() {}

    /** An answer whose texts are bounded and hold none of the secrets of its call. */
    static JsonNode clean(JsonNode answer, List<String> secrets) {
        if (answer instanceof TextNode text) {
            return TextNode.valueOf(clean(text.asText(), secrets));
        }
        if (answer instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, clean(array.get(i), secrets));
            }
        }
        if (answer instanceof ObjectNode object) {
            object.properties().forEach(member -> member.setValue(clean(member.getValue(), secrets)));
        }
        return answer;
    }

    private static String clean(String text, List<String> secrets) {
        String cleaned = text;
        for (String secret : secrets) {
            cleaned = cleaned.replace(secret, REMOVED);
        }
        return bounded(cleaned, LONGEST_MEMBER);
    }

    /** What an error says to people; null when it says nothing. */
    static @Nullable String said(JsonNode error) {
        String forPeople = join(Members.text(error, "error_user_title"), Members.text(error, "error_user_msg"));
        String said = forPeople.isEmpty()
                ? join(Members.text(error, "message"), Members.text(error.path("error_data"), "details"))
                : forPeople;
        return said.isEmpty() ? null : said;
    }

    private static String join(@Nullable String... texts) {
        String joined = Stream.of(texts)
                .filter(Objects::nonNull)
                .map(text -> sentence(text))
                .filter(text -> !text.isEmpty())
                .distinct()
                .collect(Collectors.joining(": "));
        return bounded(joined, LONGEST_SENTENCE);
    }

    /** One line of text without markup, bounded, and without what looks like a secret. */
    static String sentence(String text) {
        String visible = INVISIBLE.matcher(text).replaceAll("");
        String line = CONTROL.matcher(TAG.matcher(visible).replaceAll(" "))
                .replaceAll(" ")
                .strip();
        String told = CODE.matcher(SECRET.matcher(line).replaceAll(REMOVED)).replaceFirst("");
        return bounded(told, LONGEST_SENTENCE);
    }

    /** A word of Meta's, such as a status, that a sentence repeats. */
    static String word(String text) {
        return bounded(sentence(text), LONGEST_WORD);
    }

    /** A trace ID that can be one, else null. */
    static @Nullable String traceId(@Nullable String text) {
        return text == null || !TRACE_ID.matcher(text).matches() || text.startsWith("EAA") ? null : text;
    }

    private static String bounded(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "…";
    }
}
