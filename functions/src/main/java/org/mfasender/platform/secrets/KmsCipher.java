package org.mfasender.platform.secrets;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/**
 * Encrypts small secrets with keys of KMS, which decrypts one only for the context that it was encrypted with.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html">Decrypt: a ciphertext of a symmetric key says which
 *     key that is</a>
 */
record KmsCipher(KmsClient kms) {

    /** The secret in Base64, encrypted with a key. */
    String encrypt(Secret secret, Map<String, String> context, String keyArn) {
        SdkBytes encrypted = kms.encrypt(request -> request.keyId(keyArn)
                        .plaintext(SdkBytes.fromUtf8String(secret.reveal()))
                        .encryptionContext(context))
                .ciphertextBlob();
        return Base64.getEncoder().encodeToString(encrypted.asByteArray());
    }

    /**
     * The secret, whichever key encrypted it; empty when it was encrypted for something else.
     *
     * @param encrypted by {@link #encrypt}
     */
    Optional<Secret> decrypt(String encrypted, Map<String, String> context) throws KeyUnavailableException {
        try {
            return Optional.of(new Secret(kms.decrypt(request -> request.ciphertextBlob(
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
