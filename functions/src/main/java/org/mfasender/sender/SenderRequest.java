package org.mfasender.sender;

import org.jspecify.annotations.Nullable;
import org.mfasender.numbers.NumberChoice;
import org.mfasender.platform.Caller;
import org.mfasender.platform.secrets.PartialCredentials;
import org.mfasender.templates.TemplateChanges;

/**
 * What an administrator asks for with a {@code PUT}, well formed by itself.
 *
 * @param caller who asks
 * @param credentials one secret of them, or both; null to keep the stored ones
 * @param choice null to select no number
 * @param templates what changes about the account's options, or about the deployment's when there is no account
 * @param acceptExpiringToken null to keep the account's choice, which is not to
 * @param idempotencyKey of the request, if it had one
 * @param keepsCandidate whether the request repeats a {@code candidate}, as an answer shows it: that one is not discarded
 * @param restoresCredentials whether the former credentials are to replace those that nothing was sent with yet
 */
public record SenderRequest(
        Caller caller,
        String whatsAppAccountBusinessId,
        String appId,
        @Nullable PartialCredentials credentials,
        @Nullable NumberChoice choice,
        TemplateChanges templates,
        @Nullable Boolean acceptExpiringToken,
        @Nullable String idempotencyKey,
        boolean keepsCandidate,
        boolean restoresCredentials) {}
