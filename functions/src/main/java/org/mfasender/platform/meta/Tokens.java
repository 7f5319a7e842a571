package org.mfasender.platform.meta;

import org.mfasender.platform.secrets.Credentials;

/** The tokens that credentials give. */
public final class Tokens {

    private Tokens() {}

    /** For calls on behalf of the customer: signed whenever the value after the pipe can be an App Secret. */
    public static AccessToken user(Credentials credentials) {
        return credentials.canSign()
                ? AccessToken.signed(
                        credentials.userAccessToken().reveal(),
                        credentials.appSecret().reveal())
                : unsigned(credentials);
    }

    public static AccessToken unsigned(Credentials credentials) {
        return AccessToken.unsigned(credentials.userAccessToken().reveal());
    }

    public static AccessToken app(Credentials credentials) {
        return AccessToken.ofApp(credentials.appId(), credentials.appSecret().reveal());
    }
}
