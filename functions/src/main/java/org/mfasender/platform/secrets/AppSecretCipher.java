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
 * stack, the environment and the app that it was encrypted for.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html">Decrypt: a ciphertext of a symmetric key says which
 *     key that is</a>
 */
public final class AppSecretCipher {

    private final KmsClient kms;
    private final String stack;

    /** @param stack name of the stack, to which its role's right to decrypt is limited */
    public AppSecretCipher(KmsClient kms, String stack) {
        this.kms = kms;
        this.stack = stack;
    }

    /** The secret in Base64, encrypted with a key. */
    public String encrypt(EnvironmentId environment, String appId, Secret secret, String keyArn) {
        SdkBytes encrypted = kms.encrypt(request -> request.keyId(keyArn)
                        .plaintext(SdkBytes.fromUtf8String(secret.reveal()))
                        .encryptionContext(context(environment, appId)))
                .ciphertextBlob();
        return Base64.getEncoder().encodeToString(encrypted.asByteArray());
    }

    /**
     * The secret, whichever key encrypted it; empty when it was encrypted for something else.
     *
     * @param encrypted by {@link #encrypt}
     */
    public Optional<Secret> decrypt(EnvironmentId environment, String appId, String encrypted)
            throws KeyUnavailableException {
        try {
            return Optional.of(new Secret(kms.decrypt(request -> request.ciphertextBlob(
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

    private Map<String, String> context(EnvironmentId environment, String appId) {
        return Map.of("purpose", "webhook", "stack", stack, "app", appId, "environment", environment.toString());
    }
}
