package org.mfasender.sender;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator asks for with a {@code PUT}, well formed by itself.
 *
 * @param credentials null to keep the stored ones
 * @param choice null to select no number
 * @param locales null to keep the account's, or to take the deployment's
 * @param acceptExpiringToken null to keep the account's choice, which is not to
 * @param idempotencyKey of the request, if it had one
 */
public record SenderRequest(
        String whatsAppAccountBusinessId,
        String appId,
        @Nullable Credentials credentials,
        @Nullable NumberChoice choice,
        @Nullable List<String> locales,
        @Nullable Boolean acceptExpiringToken,
        @Nullable String idempotencyKey) {}
