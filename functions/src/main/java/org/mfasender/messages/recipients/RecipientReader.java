package org.mfasender.messages.recipients;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mfasender.platform.paste.Kind;
import org.mfasender.platform.paste.PastedValue;

/**
 * Reads phone numbers in any usual spelling, as long as a plus or 00 and a country code come first. A number without them could be
 * anybody's.
 */
public final class RecipientReader {

    private static final String EXAMPLE = "such as +43 660 5550100.";
    /** More than the longest number with blanks and marks. */
    private static final int MOST_CHARACTERS = 60;

    private static final Pattern EXTENSION = Pattern.compile(
            "(?i)[^\\p{L}#;,]*\\d[^\\p{L}#;,]*[;,]?\\s*(ext|x|durchwahl|#)[^\\d]{0,3}\\d{1,7}",
            Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern ANOTHER_PLUS = Pattern.compile("[+\\d].*\\+");
    private static final Pattern TRUNK_PREFIX = Pattern.compile("\\(\\s*0\\s*\\)", Pattern.UNICODE_CHARACTER_CLASS);

    private final NumberingPlans plans = new NumberingPlans();

    /** To be made while a function starts: reads an example, so that the first number does not wait for the library. */
    public RecipientReader() {
        try {
            read("+436605550100");
        } catch (UnreadableRecipientException e) {
            throw new IllegalStateException("A number that is a number is not read", e);
        }
    }

    /**
     * Reads a number.
     *
     * @throws UnreadableRecipientException when the text is no number with a country code, or cannot be one of its country
     */
    public Recipient read(String text) throws UnreadableRecipientException {
        PastedValue pasted = PastedValue.of(text, Kind.NUMBER);
        String written = pasted.text();
        if (written.length() > MOST_CHARACTERS) {
            throw new UnreadableRecipientException("This is too long for a phone number. Write one number, " + EXAMPLE);
        }
        if (EXTENSION.matcher(written).matches()) {
            throw new UnreadableRecipientException(
                    "A message cannot go to an extension. Write the number without the extension.");
        }
        Optional<String> foreign = pasted.foreign(RecipientReader::belongs);
        if (foreign.isPresent()) {
            throw new UnreadableRecipientException(
                    "The number contains " + foreign.get() + ". Write digits with a plus in front, " + EXAMPLE);
        }
        if (ANOTHER_PLUS.matcher(written).find()) {
            throw new UnreadableRecipientException("These are several numbers. Write one.");
        }
        List<String> spellings = new ArrayList<>();
        // Usual, although nobody dials this 0 from abroad. In a few countries it belongs to the number.
        spellings.add(international(TRUNK_PREFIX.matcher(written).replaceFirst("")));
        if (TRUNK_PREFIX.matcher(written).find()) {
            spellings.add(international(written));
        }
        return plans.recipient(spellings);
    }

    /** The digits after the plus. */
    private static String international(String written) throws UnreadableRecipientException {
        String signs = written.codePoints()
                .filter(character -> character == '+' || isDigit(character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        String digits = signs.replaceFirst("^(\\+?00|\\+)", "");
        if (digits.equals(signs) || digits.isEmpty()) {
            throw new UnreadableRecipientException(
                    "The country code is missing. Write the number with a plus and its country code in front, "
                            + EXAMPLE);
        }
        return digits;
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    private static boolean belongs(int character) {
        return isDigit(character)
                || Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.DASH_PUNCTUATION
                || "+()[]./\u00b7\u2022\u2027\u2212\u30fb".indexOf(character) >= 0;
    }
}
