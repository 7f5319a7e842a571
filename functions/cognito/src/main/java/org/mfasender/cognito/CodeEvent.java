package org.mfasender.cognito;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.secrets.Secret;

/**
 * A code that a user pool has sent. Prints neither the code nor the phone.
 *
 * @param fault why it cannot go by WhatsApp, although code and phone are there; null when it can
 * @param trigger null when it is not known
 * @param encryptedCode in Base64, a message of the AWS Encryption SDK
 * @param phone the user's attribute {@code phone_number}
 * @param locale the user's attribute {@code locale}, in any spelling; null when there is none
 */
record CodeEvent(
        @Nullable Fault fault,
        @Nullable Trigger trigger,
        Secret encryptedCode,
        Secret phone,
        @Nullable String locale) {

    /**
     * By which the event is recognised when Lambda delivers it again. Each encryption has a random data key, so that no two codes have
     * the same; Lambda's request ID would not survive a delivery by hand.
     */
    String key() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(encryptedCode.reveal().getBytes(StandardCharsets.UTF_8));
            return "cognito-" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
