package org.mfasender.platform.secrets;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.mfasender.platform.EnvironmentId;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Encrypts the keys that identity products sign their requests with. KMS decrypts one only for the stack, the environment and the ID that
 * it was encrypted for.
 */
public final class SigningKeyCipher {

    private final KmsCipher cipher;
    private final String stack;

    /** @param stack name of the stack, to which its role's right to decrypt is limited */
    public SigningKeyCipher(KmsClient kms, String stack) {
        this.cipher = new KmsCipher(kms);
        this.stack = stack;
    }

    /** The signing key in Base64, encrypted with a key of KMS. */
    public String encrypt(EnvironmentId environment, UUID keyId, Secret signingKey, String keyArn) {
        return cipher.encrypt(signingKey, context(environment, keyId), keyArn);
    }

    /**
     * The signing key, whichever key of KMS encrypted it; empty when it was encrypted for something else.
     *
     * @param encrypted by {@link #encrypt}
     */
    public Optional<Secret> decrypt(EnvironmentId environment, UUID keyId, String encrypted)
            throws KeyUnavailableException {
        return cipher.decrypt(encrypted, context(environment, keyId));
    }

    private Map<String, String> context(EnvironmentId environment, UUID keyId) {
        return Map.of(
                "purpose",
                "sender-key",
                "stack",
                stack,
                "key",
                keyId.toString(),
                "environment",
                environment.toString());
    }
}
