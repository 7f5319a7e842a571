package org.mfasender.platform.paste;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people copy together with a value because it stands in front of it. */
final class Fronts {

    private static final int LONGEST_LABEL = 60;

    /** A colon ends any label; other separators end one only that says what the value is. */
    private static final Pattern LABEL = Pattern.compile(
            "(?!EAA)(?!https?:)[^\\d:=]{0,60}\\p{L}[^\\d:=]{0,60}:"
                    + "|(?!EAA)[^\\d:=\\v]{0,60}(?i:id|token|secret|key|kennung|nummer|number)"
                    + "[^\\p{L}\\d:=]{0,9}(=|\\v|\\t|\\s[-\\u2010-\\u2015]\\s)",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern SCHEME = Pattern.compile(
            "(?i:bearer|oauth|token)[\\s\\h:=]+|(?i:bearer|oauth)(?=EAA)", Pattern.UNICODE_CHARACTER_CLASS);

    private Fronts() {}

    /** The label at the start of a text with its separator, e.g. {@code App ID: }; empty when there is none. */
    static String label(String text) {
        String label = front(LABEL, text);
        return label.length() <= LONGEST_LABEL && label.length() < text.length() ? label : "";
    }

    /** The scheme of an authorization header, e.g. {@code Bearer }; empty when there is none. */
    static String scheme(String text) {
        return front(SCHEME, text);
    }

    private static String front(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.lookingAt() ? matcher.group() : "";
    }
}
