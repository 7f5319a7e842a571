package org.mfasender.messages;

import org.jspecify.annotations.Nullable;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.templates.Purpose;

/**
 * A passcode to be sent. Prints neither the recipient nor the passcode.
 *
 * @param to the recipient in any usual spelling with a country code
 * @param passcode one to fifteen letters and digits
 * @param sample whether the passcode was made up here: then it is no part of what was asked for
 * @param locale a locale or a list with qualities; null for the default
 * @param variant null for the usual text
 * @param correlationId the caller's own name of the message, which answers and events repeat; null for none
 * @param identityKeyHash Meta's hash of the recipient's identity, which must still be so; null to send to whoever has the number
 * @param idempotencyKey null when the same passcode for the same recipient is the same request
 */
public record MessageRequest(
        Purpose purpose,
        Secret to,
        Secret passcode,
        boolean sample,
        @Nullable String locale,
        @Nullable String variant,
        @Nullable String correlationId,
        @Nullable Secret identityKeyHash,
        @Nullable String idempotencyKey) {}
