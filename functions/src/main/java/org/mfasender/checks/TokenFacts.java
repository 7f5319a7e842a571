package org.mfasender.checks;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.AccessToken;

/**
 * What is known about the access token after its checks.
 *
 * @param valid whether further calls can succeed: Meta calls it valid, or has not answered
 * @param token for further calls: signed if Meta has accepted the App Secret
 * @param appId the app that the token belongs to, as far as it is known
 * @param userId app-scoped ID of its user
 * @param accounts the WhatsApp Business Accounts that it is limited to; none when it is not limited, as far as it is known
 */
record TokenFacts(
        AccessToken token,
        boolean valid,
        @Nullable String appId,
        @Nullable String userId,
        List<String> accounts) {}
