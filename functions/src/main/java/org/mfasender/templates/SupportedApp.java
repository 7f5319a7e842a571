package org.mfasender.templates;

import java.util.regex.Pattern;

/**
 * An Android app that may receive the code. Source: Meta, "One-tap authentication templates".
 *
 * @param packageName e.g. {@code com.example.bank}, 224 characters at most, at least two segments
 * @param signatureHash the app's signing key hash, 11 characters
 */
public record SupportedApp(String packageName, String signatureHash) {

    public static final Pattern SIGNATURE_HASH = Pattern.compile("^[A-Za-z0-9+/]{11}$");

    private static final Pattern PACKAGE_NAME = Pattern.compile("(?=.{3,224}$)[A-Za-z]\\w*(\\.[A-Za-z]\\w*)+");

    public static boolean isPackageName(String text) {
        return PACKAGE_NAME.matcher(text).matches();
    }

    public static boolean isSignatureHash(String text) {
        return SIGNATURE_HASH.matcher(text).matches();
    }
}
