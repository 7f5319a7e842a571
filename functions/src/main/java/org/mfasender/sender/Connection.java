package org.mfasender.sender;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an account is connected to Meta.
 *
 * @param whatsAppAccountBusinessId WhatsApp Business Account ID
 * @param appId Meta App ID
 * @param acceptExpiringToken whether a token that expires is accepted, for tests
 * @param tokenExpiresAt when the access token expires; null when it does not, or is not known to
 */
public record Connection(
        String whatsAppAccountBusinessId,
        String appId,
        CredentialSummary credentials,
        boolean acceptExpiringToken,
        @Nullable Instant tokenExpiresAt) {

    Connection withTokenExpiry(@Nullable Instant date) {
        return new Connection(whatsAppAccountBusinessId, appId, credentials, acceptExpiringToken, date);
    }

    /** Whether a request names the same identifiers, secrets and choices; secrets left out are the same. */
    boolean isThatOf(SenderRequest request) {
        return isTo(request.whatsAppAccountBusinessId(), request.appId())
                && (request.credentials() == null || credentials.describes(request.credentials()))
                && acceptsExpiringToken(request) == acceptExpiringToken;
    }

    boolean isTo(String businessAccountId, String app) {
        return whatsAppAccountBusinessId.equals(businessAccountId) && appId.equals(app);
    }

    /** The connection that a request asks for; the expiry of a new token is not known yet. */
    Connection resubmitted(SenderRequest request, String secretVersion, Instant now) {
        return new Connection(
                request.whatsAppAccountBusinessId(),
                request.appId(),
                request.credentials() == null
                        ? credentials
                        : CredentialSummary.of(request.credentials(), secretVersion, now),
                acceptsExpiringToken(request),
                request.credentials() == null ? tokenExpiresAt : null);
    }

    private boolean acceptsExpiringToken(SenderRequest request) {
        return request.acceptExpiringToken() == null ? acceptExpiringToken : request.acceptExpiringToken();
    }
}
