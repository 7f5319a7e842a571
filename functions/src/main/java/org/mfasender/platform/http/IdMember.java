package org.mfasender.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.paste.Kind;
import org.mfasender.platform.paste.OtherValue;
import org.mfasender.platform.paste.PastedValue;

/** Reads a member that holds an ID of Meta's: digits, as a text. */
final class IdMember {

    private static final int MOST_DIGITS = 32;
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1," + MOST_DIGITS + "}");

    private IdMember() {}

    static @Nullable String read(MemberReader reader, String member, JsonNode value, String rule) {
        if (value.isNumber()) {
            reader.fault(Violation.invalid(
                    reader.target(member),
                    "This is a JSON number, which may lose digits: send the ID as a string, in quotes."));
            return null;
        }
        PastedValue pasted = reader.pasted(member, Kind.ID);
        if (pasted == null) {
            return null;
        }
        String text = pasted.text();
        if (!DIGITS.matcher(text).matches()) {
            reader.fault(
                    Violation.pattern(reader.target(member), rule + " " + fault(pasted), "^" + DIGITS.pattern() + "$"));
            return null;
        }
        reader.cleaned(member, pasted.removed());
        return text;
    }

    private static String fault(PastedValue pasted) {
        return OtherValue.of(pasted.text())
                .map(OtherValue::message)
                .or(() -> pasted.foreign(character -> character >= '0' && character <= '9')
                        .map(foreign -> foreign + " does not belong to it."))
                .orElse("It has " + MOST_DIGITS + " digits at most.");
    }
}
