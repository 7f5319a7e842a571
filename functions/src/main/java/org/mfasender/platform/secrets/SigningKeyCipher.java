package org.mfasender.platform.secrets;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Encrypts the keys that identity products sign their requests with. KMS decrypts one only for the environment and the ID that it was
 * encrypted for.
 */
public final class SigningKeyCipher {

    private final KmsCipher cipher;

    /** @param keyArn what new keys are encrypted with; null in a function that makes none */
    public SigningKeyCipher(KmsClient kms, @Nullable String keyArn) {
        this.cipher = new KmsCipher(kms, keyArn);
    }

    /** The encrypted key, in Base64. */
    public String encrypt(EnvironmentId environment, UUID keyId, Secret key) {
        return cipher.encrypt(key, context(environment, keyId));
    }

    /**
     * The key; empty when it was encrypted for something else.
     *
     * @param encrypted by {@link #encrypt}
     */
    public Optional<Secret> decrypt(EnvironmentId environment, UUID keyId, String encrypted)
            throws KeyUnavailableException {
        return cipher.decrypt(encrypted, context(environment, keyId));
    }

    private static Map<String, String> context(EnvironmentId environment, UUID keyId) {
        return Map.of("purpose", "sender-key", "key", keyId.toString(), "environment", environment.toString());
    }
}
