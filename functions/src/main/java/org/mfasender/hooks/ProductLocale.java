package org.mfasender.hooks;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The locale that an identity product names. Users and applications write it, so it may be anything. */
public final class ProductLocale {

    private static final Pattern LOCALE = Pattern.compile("[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8}){0,2}");

    private ProductLocale() {}

    /** The locale; null when the text is none: a passcode is worth more than its language. */
    public static @Nullable String of(String text) {
        return LOCALE.matcher(text).matches() ? text : null;
    }
}
