package org.mfasender.sender;

import org.jspecify.annotations.Nullable;
import org.mfasender.platform.secrets.PartialCredentials;
import org.mfasender.templates.TemplateChanges;

/**
 * What an administrator asks to be checked: at least one of the four values from Meta, well formed by itself.
 *
 * @param templates what would change about the account's options, or about the deployment's when there is no account
 * @param acceptExpiringToken null to keep the account's choice, which is not to
 */
public record CheckRequest(
        @Nullable String whatsAppAccountBusinessId,
        PartialCredentials credentials,
        TemplateChanges templates,
        @Nullable Boolean acceptExpiringToken) {

    /** Whether neither secret is given, so that stored ones may be meant. */
    public boolean leavesOutSecrets() {
        return credentials.userAccessToken() == null && credentials.appSecret() == null;
    }

    /** Whether the IDs that are given are a connection's. */
    public boolean isOf(Connection connection) {
        return isSame(whatsAppAccountBusinessId, connection.whatsAppAccountBusinessId())
                && isSame(credentials.appId(), connection.appId());
    }

    private static boolean isSame(@Nullable String given, String stored) {
        return given == null || given.equals(stored);
    }
}
