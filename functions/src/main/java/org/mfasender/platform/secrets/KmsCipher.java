package org.mfasender.platform.secrets;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/**
 * Encrypts small secrets with a key of KMS, which decrypts one only for the context that it was encrypted with.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html">Encryption context</a>
 * @param keyArn null in a function that only decrypts: a ciphertext names its key
 */
record KmsCipher(KmsClient kms, @Nullable String keyArn) {

    /** The encrypted secret, in Base64. */
    String encrypt(Secret secret, Map<String, String> context) {
        SdkBytes encrypted = kms.encrypt(request -> request.keyId(keyArn)
                        .plaintext(SdkBytes.fromUtf8String(secret.reveal()))
                        .encryptionContext(context))
                .ciphertextBlob();
        return Base64.getEncoder().encodeToString(encrypted.asByteArray());
    }

    /**
     * The secret; empty when it was encrypted for something else.
     *
     * @param encrypted by {@link #encrypt}
     */
    Optional<Secret> decrypt(String encrypted, Map<String, String> context) throws KeyUnavailableException {
        try {
            return Optional.of(new Secret(kms.decrypt(request -> request.keyId(keyArn)
                            .ciphertextBlob(
                                    SdkBytes.fromByteArray(Base64.getDecoder().decode(encrypted)))
                            .encryptionContext(context))
                    .plaintext()
                    .asUtf8String()));
        } catch (InvalidCiphertextException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw new KeyUnavailableException(e);
        }
    }
}
