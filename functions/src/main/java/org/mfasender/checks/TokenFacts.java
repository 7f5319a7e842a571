package org.mfasender.checks;

import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.AccessToken;
import org.mfasender.platform.secrets.Secret;

/**
 * What is known of the access token after its checks.
 *
 * @param token with which further calls are made: signed if the App Secret is proven
 * @param failedCheck the check because of which the token cannot be used; null when it can
 * @param appId the app that the token belongs to, as far as it is known
 * @param userId app-scoped id of its user
 */
record TokenFacts(
        AccessToken token,
        @Nullable String failedCheck,
        @Nullable String appId,
        @Nullable String userId) {

    boolean usable() {
        return failedCheck == null;
    }
}
