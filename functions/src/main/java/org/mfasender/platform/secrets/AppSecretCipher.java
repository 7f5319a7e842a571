package org.mfasender.platform.secrets;

import java.util.Map;
import java.util.Optional;
import org.mfasender.platform.EnvironmentId;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Encrypts App Secrets for the function that receives webhooks, which must not read access tokens. KMS decrypts one only for the
 * stack, the environment and the app that it was encrypted for.
 */
public final class AppSecretCipher {

    private final KmsCipher cipher;
    private final String stack;

    /** @param stack name of the stack, to which its role's right to decrypt is limited */
    public AppSecretCipher(KmsClient kms, String stack) {
        this.cipher = new KmsCipher(kms);
        this.stack = stack;
    }

    /** The secret in Base64, encrypted with a key. */
    public String encrypt(EnvironmentId environment, String appId, Secret secret, String keyArn) {
        return cipher.encrypt(secret, context(environment, appId), keyArn);
    }

    /**
     * The secret, whichever key encrypted it; empty when it was encrypted for something else.
     *
     * @param encrypted by {@link #encrypt}
     */
    public Optional<Secret> decrypt(EnvironmentId environment, String appId, String encrypted)
            throws KeyUnavailableException {
        return cipher.decrypt(encrypted, context(environment, appId));
    }

    private Map<String, String> context(EnvironmentId environment, String appId) {
        return Map.of("purpose", "webhook", "stack", stack, "app", appId, "environment", environment.toString());
    }
}
