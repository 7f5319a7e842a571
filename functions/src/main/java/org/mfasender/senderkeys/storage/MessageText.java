package org.mfasender.senderkeys.storage;

import java.util.Optional;

/**
 * A text with a passcode, as an identity product's template has it: {@code ${otp}} stands for the passcode, as in PingOne. The rest is
 * compared as it is, but for the number of blanks and line ends: a regular expression would find passcodes in texts that have none.
 *
 * @param before what comes before the passcode
 * @param after what comes after it
 * @see <a href="https://docs.pingidentity.com/pingone/user_experience/p1_delivery_methods_and_variables.html">PingOne's variables</a>
 */
public record MessageText(String before, String after) {

    /** PingOne's longest text of an SMS. */
    public static final int MOST_CHARACTERS = 660;

    private static final String PASSCODE = "${otp}";
    private static final String VARIABLE = "${";

    /** The text that is written so; empty when it has no passcode, several of them or another variable, or is too long. */
    public static Optional<MessageText> parse(String written) {
        String text = plain(written);
        int passcode = text.indexOf(PASSCODE);
        if (passcode < 0 || text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        String before = text.substring(0, passcode);
        String after = text.substring(passcode + PASSCODE.length());
        return before.contains(VARIABLE) || after.contains(VARIABLE)
                ? Optional.empty()
                : Optional.of(new MessageText(before, after));
    }

    /** What a rendered text has in the passcode's place; empty when it is another text. */
    public Optional<String> passcode(String rendered) {
        String text = plain(rendered);
        return text.length() > before.length() + after.length() && text.startsWith(before) && text.endsWith(after)
                ? Optional.of(text.substring(before.length(), text.length() - after.length()))
                : Optional.empty();
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
