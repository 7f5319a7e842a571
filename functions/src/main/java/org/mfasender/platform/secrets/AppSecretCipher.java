package org.mfasender.platform.secrets;

import java.util.Map;
import java.util.Optional;
import org.mfasender.platform.EnvironmentId;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Encrypts App Secrets for the function that receives webhooks, which must not read access tokens. KMS decrypts one only for the
 * environment and the app that it was encrypted for.
 */
public final class AppSecretCipher {

    private final KmsCipher cipher;

    public AppSecretCipher(KmsClient kms, String keyArn) {
        this.cipher = new KmsCipher(kms, keyArn);
    }

    /** The encrypted secret, in Base64. */
    public String encrypt(EnvironmentId environment, String appId, Secret secret) {
        return cipher.encrypt(secret, context(environment, appId));
    }

    /**
     * The secret; empty when it was encrypted for something else.
     *
     * @param encrypted by {@link #encrypt}
     */
    public Optional<Secret> decrypt(EnvironmentId environment, String appId, String encrypted)
            throws KeyUnavailableException {
        return cipher.decrypt(encrypted, context(environment, appId));
    }

    private static Map<String, String> context(EnvironmentId environment, String appId) {
        return Map.of("purpose", "webhook", "app", appId, "environment", environment.toString());
    }
}
