package org.mfasender.platform.paste;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a value is instead of what it should be, as far as its form says so. */
public enum OtherValue {
    HIDDEN("Meta's page hides this value behind dots: choose Show there before you copy it.", OtherValue::isHidden),
    LINK("This is the address of a page. Copy the value from the page.", matching("(?i)[a-z]{2,10}://.*")),
    APP_ID_AND_SECRET("These are an App ID and an App Secret.", matching("[0-9]{8,32}\\|[0-9a-f]{32}")),
    ACCESS_TOKEN("This is an access token.", matching("([0-9]{8,32}\\|)?EAA[^|]{12,}")),
    APP_SECRET("This is an App Secret.", matching("(?=.*[a-f])[0-9a-f]{32}")),
    PHONE_NUMBER("This looks like a phone number.", matching("\\+[0-9][-0-9 ()/.]{6,}"));

    private static final int FEWEST_DOTS = 3;

    private final String message;
    private final Predicate<String> form;

    OtherValue(String message, Predicate<String> form) {
        this.message = message;
        this.form = form;
    }

    /** What a cleaned value is, if its form is one of these. */
    public static Optional<OtherValue> of(String value) {
        for (OtherValue other : values()) {
            if (other.form.test(value)) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    /** Says what the value is, in plain English. */
    public String message() {
        return message;
    }

    /** Whether a page shows dots or stars in the place of the value. */
    public static boolean isHidden(String value) {
        String shown = value.strip();
        return shown.length() >= FEWEST_DOTS && shown.codePoints().allMatch(Characters::isMask);
    }

    private static Predicate<String> matching(String form) {
        return Pattern.compile(form, Pattern.DOTALL).asMatchPredicate();
    }
}
