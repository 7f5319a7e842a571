package org.mfasender.platform.meta;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.secrets.Secret;

/**
 * A passcode on its way to a phone.
 *
 * @param to in E.164 with {@code +}: without it Meta may prepend the business's own country code
 * @param passcode one to fifteen letters and digits
 * @param identityKeyHash Meta's hash of the recipient's identity: with another, Meta does not deliver the message; null to deliver it to
 *     whoever has the number. Source: Meta, "Identity change check"
 * @param reference our ID of the message, which Meta repeats in each of its statuses
 */
public record OutgoingPasscode(
        PasscodeMessage message,
        String to,
        Secret passcode,
        @Nullable Secret identityKeyHash,
        String reference) {

    Map<String, Object> body() {
        Map<String, Object> body = message.body(to, passcode.reveal(), reference);
        if (identityKeyHash != null) {
            body.put("recipient_identity_key_hash", identityKeyHash.reveal());
        }
        return body;
    }

    /** Neither the recipient nor the passcode. */
    @Override
    public String toString() {
        return "OutgoingPasscode[" + reference + "]";
    }
}
