package org.mfasender.platform.secrets;

import java.util.regex.Pattern;

/**
 * What proves to Meta that we act for the customer.
 *
 * @param appSecret the App Secret, or the opaque right half of an app access token that Meta issued
 */
public record Credentials(Secret userAccessToken, String appId, Secret appSecret) {

    private static final Pattern APP_SECRET = Pattern.compile("[0-9a-f]{32}");

    /** Whether the secret has the form of an access token: the two were probably swapped. */
    public boolean looksSwapped() {
        return appSecret.reveal().startsWith("EAA") && !userAccessToken.reveal().startsWith("EAA");
    }

    /**
     * Whether the value after the pipe has the form of an App Secret, 32 lower-case hex digits, with which calls can be
     * signed; an issued app access token cannot sign. Source: observed, Meta does not guarantee the form.
     */
    public boolean canSign() {
        return canSign(appSecret);
    }

    /** Whether a secret has that form. */
    public static boolean canSign(Secret secret) {
        return APP_SECRET.matcher(secret.reveal()).matches();
    }
}
