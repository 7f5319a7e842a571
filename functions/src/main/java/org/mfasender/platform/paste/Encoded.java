package org.mfasender.platform.paste;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A character as an address or a web page writes it, e.g. {@code %7C}, or as an HTML entity. Only those that no ID, token or secret has: a
 * token may have other encoded ones.
 *
 * @param from index of its first character
 * @param to index after its last
 */
record Encoded(int from, int to, int character) {

    private static final Map<String, Integer> CHARACTERS = Map.ofEntries(
            Map.entry("%7c", 0x7c),
            Map.entry("%20", 0x20),
            Map.entry("%09", 0x09),
            Map.entry("%0a", 0x0a),
            Map.entry("%0d", 0x0d),
            Map.entry("%22", 0x22),
            Map.entry("%27", 0x27),
            Map.entry("%3c", 0x3c),
            Map.entry("%3e", 0x3e),
            Map.entry("%c2%a0", 0xa0),
            Map.entry("%e2%80%8b", 0x200b),
            Map.entry("%ef%bb%bf", 0xfeff),
            Map.entry("&nbsp;", 0xa0),
            Map.entry("&#160;", 0xa0),
            Map.entry("&quot;", 0x22),
            Map.entry("&#34;", 0x22),
            Map.entry("&apos;", 0x27),
            Map.entry("&#39;", 0x27),
            Map.entry("&lt;", 0x3c),
            Map.entry("&gt;", 0x3e),
            Map.entry("&vert;", 0x7c),
            Map.entry("&verbar;", 0x7c),
            Map.entry("&#124;", 0x7c),
            Map.entry("&shy;", 0xad),
            Map.entry("&#8203;", 0x200b),
            Map.entry("\\n", 0x0a),
            Map.entry("\\r", 0x0d),
            Map.entry("\\t", 0x09),
            Map.entry("\\\"", 0x22));

    private static final Pattern ANY =
            Pattern.compile("(?i)%c2%a0|%e2%80%8b|%ef%bb%bf|%[0-7][0-9a-f]|&#?[a-z0-9]{2,8};|\\\\[nrt\"]");

    /** Those in a text, the last first, so that each can be replaced without moving the others. */
    static List<Encoded> in(String text) {
        List<Encoded> found = new ArrayList<>();
        ANY.matcher(text).results().forEach(match -> add(found, text, match));
        return found.reversed();
    }

    private static void add(List<Encoded> found, String text, MatchResult match) {
        Integer character = CHARACTERS.get(match.group().toLowerCase(Locale.ROOT));
        if (character != null) {
            int from = text.codePointCount(0, match.start());
            found.add(new Encoded(from, from + match.group().length(), character));
        }
    }
}
