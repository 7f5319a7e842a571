package org.mfasender.platform.secrets;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.mfasender.platform.EnvironmentId;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/**
 * Encrypts App Secrets for the function that receives webhooks, which must not read access tokens. KMS decrypts one only for the
 * environment and the app that it was encrypted for.
 */
public final class AppSecretCipher {

    private final KmsClient kms;
    private final String keyArn;

    public AppSecretCipher(KmsClient kms, String keyArn) {
        this.kms = kms;
        this.keyArn = keyArn;
    }

    /** The encrypted secret, in Base64. */
    public String encrypt(EnvironmentId environment, String appId, Secret secret) {
        SdkBytes encrypted = kms.encrypt(request -> request.keyId(keyArn)
                        .plaintext(SdkBytes.fromUtf8String(secret.reveal()))
                        .encryptionContext(context(environment, appId)))
                .ciphertextBlob();
        return Base64.getEncoder().encodeToString(encrypted.asByteArray());
    }

    /**
     * The secret; empty when it was encrypted for something else.
     *
     * @param encrypted by {@link #encrypt}
     */
    public Optional<Secret> decrypt(EnvironmentId environment, String appId, String encrypted)
            throws KeyUnavailableException {
        try {
            return Optional.of(new Secret(kms.decrypt(request -> request.keyId(keyArn)
                            .ciphertextBlob(
                                    SdkBytes.fromByteArray(Base64.getDecoder().decode(encrypted)))
                            .encryptionContext(context(environment, appId)))
                    .plaintext()
                    .asUtf8String()));
        } catch (InvalidCiphertextException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw new KeyUnavailableException(e);
        }
    }

    private static Map<String, String> context(EnvironmentId environment, String appId) {
        return Map.of("purpose", "webhook", "app", appId, "environment", environment.toString());
    }
}
