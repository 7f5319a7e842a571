package org.mfasender.platform.paste;

import static java.lang.Character.getType;

import java.util.Locale;

/** Which characters mean nothing in an ID, a token or a secret. All of those have ASCII letters, digits and few signs only. */
final class Characters {

    private static final String ASCII_QUOTES = "\"'`*\\";
    private static final String MORE_QUOTES =
            "\u00b4\u2032\u2033\u201a\u201e\u275b\u275c\u275d\u275e\u275f\u2760\u2e42\u300c\u300d"
                    + "\u300e\u300f\u301d\u301e\u301f\uff02\uff07\ufe41\ufe42\ufe43\ufe44\uff62\uff63\uff40\u02bc\u02b9\u02ba";
    private static final String PUNCTUATION = ",;.\u060c\u061b\u06d4\u3001\u3002\uff0c\uff0e\uff1b\uff61\u2022";
    private static final String PIPES = "|\u00a6\u01c0\u2223\u2502\u2503\u23d0\u2758\uff5c\uffe4\uffe8";

    private Characters() {}

    static boolean isBlank(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || character == 0x85
                || character == 0x2800;
    }

    /** Format characters, variation selectors, and others that nothing is drawn for. Source: Unicode, Default_Ignorable_Code_Point. */
    static boolean isInvisible(int character) {
        return getType(character) == Character.FORMAT
                || character == 0x34f
                || character == 0x115f
                || character == 0x1160
                || character == 0x17b4
                || character == 0x17b5
                || character == 0x3164
                || character == 0xffa0
                || character == 0xfffc
                || isWithin(character, 0x180b, 0x180f)
                || isWithin(character, 0x2060, 0x206f)
                || isWithin(character, 0xfe00, 0xfe0f)
                || isWithin(character, 0xfff0, 0xfff8)
                || isWithin(character, 0xe0000, 0xe0fff);
    }

    /** Invisible characters that no emoji and no script needs. */
    static boolean isInvisibleMark(int character) {
        return character == 0xad
                || character == 0x200b
                || character == 0xfeff
                || isWithin(character, 0x200e, 0x200f)
                || isWithin(character, 0x202a, 0x202e)
                || isWithin(character, 0x2060, 0x206f);
    }

    /** A decimal digit of another script. */
    static boolean isOtherDigit(int character) {
        return character > 0x7f && Character.isDigit(character);
    }

    static boolean isControl(int character) {
        return Character.isISOControl(character) && !isBlank(character);
    }

    /** Quotes of all scripts, and the marks with which Markdown and chat programs set text apart. */
    static boolean isQuote(int character) {
        int type = getType(character);
        return type == Character.INITIAL_QUOTE_PUNCTUATION
                || type == Character.FINAL_QUOTE_PUNCTUATION
                || ASCII_QUOTES.indexOf(character) >= 0
                || MORE_QUOTES.indexOf(character) >= 0;
    }

    static boolean isBracket(int character) {
        int type = getType(character);
        return type == Character.START_PUNCTUATION
                || type == Character.END_PUNCTUATION
                || "<>\u2039\u203a\uff1c\uff1e\ufe64\ufe65".indexOf(character) >= 0;
    }

    static boolean isPunctuation(int character) {
        return PUNCTUATION.indexOf(character) >= 0;
    }

    /** A letter, a digit or a sign as East Asian keyboards write it. */
    static boolean isFullWidth(int character) {
        return isWithin(character, 0xff01, 0xff5e);
    }

    /** The ASCII character that one of full width stands for. */
    static int halfWidth(int character) {
        return character - 0xff01 + '!';
    }

    static boolean isPipe(int character) {
        return PIPES.indexOf(character) >= 0;
    }

    /** For example {@code U+00A0 (NO-BREAK SPACE)}. */
    static String name(int character) {
        String name = Character.getName(character);
        return String.format(Locale.ROOT, "U+%04X", character) + (name == null ? "" : " (" + name + ")");
    }

    private static boolean isWithin(int character, int first, int last) {
        return character >= first && character <= last;
    }
}
