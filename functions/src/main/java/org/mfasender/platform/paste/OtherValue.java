package org.mfasender.platform.paste;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a value is instead of what it should be, as far as its form says so. */
public enum OtherValue {
    HIDDEN(
            "Meta's page hides this value behind dots: choose Show there before you copy it.",
            "[*\u2022\u25cf\u26ab\u2b24\u00b7\u2219\u2217\u25e6\u2026]{3,}"),
    LINK("This is the address of a page. Copy the value from the page.", "(?i)[a-z]{2,10}://.*"),
    APP_ID_AND_SECRET("These are an App ID and an App Secret.", "[0-9]{8,32}\\|[0-9a-f]{32}"),
    ACCESS_TOKEN("This is an access token.", "([0-9]{8,32}\\|)?EAA[^|]{12,}"),
    APP_SECRET("This is an App Secret.", "(?=.*[a-f])[0-9a-f]{32}"),
    PHONE_NUMBER("This looks like a phone number.", "\\+[0-9][-0-9 ()/.]{6,}");

    private final String message;
    private final Pattern form;

    OtherValue(String message, String form) {
        this.message = message;
        this.form = Pattern.compile(form, Pattern.DOTALL);
    }

    /** What a cleaned value is, if its form is one of these. */
    public static Optional<OtherValue> of(String value) {
        return Stream.of(values())
                .filter(other -> other.form.matcher(value).matches())
                .findFirst();
    }

    /** Says what the value is, in plain English. */
    public String message() {
        return message;
    }

    /** Whether a page shows dots or stars in the place of the value. */
    public static boolean isHidden(String value) {
        return HIDDEN.form.matcher(value.strip()).matches();
    }
}
