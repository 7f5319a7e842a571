package org.mfasender.sender;

import org.jspecify.annotations.Nullable;
import org.mfasender.sender.ConnectionAnswer.SecretAnswer;

/** What may be known of former credentials, which a request can restore. */
record FormerCredentialsAnswer(String appId, SecretAnswer userAccessToken, SecretAnswer appSecret) {

    /** Null when none are kept, or they are restored already. */
    static @Nullable FormerCredentialsAnswer of(SenderAccount account) {
        FormerCredentials former = account.former();
        boolean restored = former != null
                && former.version().equals(account.shown().credentials().version());
        return former == null || restored
                ? null
                : new FormerCredentialsAnswer(
                        former.appId(),
                        SecretAnswer.of(former.credentials().userAccessToken(), null),
                        SecretAnswer.of(former.credentials().appSecret(), null));
    }
}
