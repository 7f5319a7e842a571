package org.mfasender.platform.meta;

import org.jspecify.annotations.Nullable;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.platform.secrets.Secret;

/** The tokens that credentials give. */
public final class Tokens {

    private Tokens() {}

    /** For calls on behalf of the customer: signed whenever the value after the pipe can be an App Secret. */
    public static AccessToken user(Credentials credentials) {
        return user(credentials.userAccessToken(), credentials.appSecret());
    }

    /** In the same way while the App Secret may be missing. */
    public static AccessToken user(Secret token, @Nullable Secret appSecret) {
        return appSecret != null && Credentials.canSign(appSecret)
                ? AccessToken.signed(token.reveal(), appSecret.reveal())
                : AccessToken.unsigned(token.reveal());
    }

    public static AccessToken unsigned(Credentials credentials) {
        return AccessToken.unsigned(credentials.userAccessToken().reveal());
    }

    public static AccessToken app(Credentials credentials) {
        return AccessToken.ofApp(credentials.appId(), credentials.appSecret().reveal());
    }
}
