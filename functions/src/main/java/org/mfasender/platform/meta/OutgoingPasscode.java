package org.mfasender.platform.meta;

import java.util.Map;
import org.mfasender.platform.secrets.Secret;

/**
 * A passcode on its way to a phone.
 *
 * @param to in E.164 with {@code +}: without it Meta may prepend the business's own country code
 * @param passcode one to fifteen letters and digits
 * @param reference our ID of the message, which Meta repeats in each of its statuses
 */
public record OutgoingPasscode(PasscodeMessage message, String to, Secret passcode, String reference) {

    Map<String, Object> body() {
        return message.body(to, passcode.reveal(), reference);
    }

    /** Neither the recipient nor the passcode. */
    @Override
    public String toString() {
        return "OutgoingPasscode[" + reference + "]";
    }
}
