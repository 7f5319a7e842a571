package org.mfasender.cognito;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CommitmentPolicy;
import com.amazonaws.encryptionsdk.kmssdkv2.KmsMasterKeyProvider;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.mfasender.platform.secrets.Secret;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Decrypts codes: messages of the AWS Encryption SDK, whose data key is encrypted with the user pool's KMS key. Messages without key
 * commitment are taken as well, as in Cognito's own example.
 *
 * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-sender-triggers.html">Custom sender Lambda
 *     triggers</a>
 */
final class CodeDecryption {

    /** One for the user pool's key. Each costs a call of KMS. */
    private static final int MOST_DATA_KEYS = 3;

    private final AwsCrypto crypto;
    private final KmsMasterKeyProvider key;

    CodeDecryption(KmsClient kms, String keyArn) {
        this.crypto = AwsCrypto.builder()
                .withCommitmentPolicy(CommitmentPolicy.RequireEncryptAllowDecrypt)
                .withMaxEncryptedDataKeys(MOST_DATA_KEYS)
                .build();
        this.key = KmsMasterKeyProvider.builder()
                .customRegionalClientSupplier(region -> kms)
                .buildStrict(keyArn);
    }

    /**
     * The code.
     *
     * @throws FaultException when it cannot be decrypted
     * @throws TryAgainException when KMS does not answer, or not now
     */
    Secret decrypt(Secret encrypted) throws FaultException {
        try {
            byte[] message = Base64.getDecoder().decode(encrypted.reveal());
            return new Secret(new String(crypto.decryptData(key, message).getResult(), StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            if (mayPass(e)) {
                throw new TryAgainException("KMS does not answer");
            }
            throw new FaultException(Fault.CODE_NOT_DECRYPTED);
        }
    }

    /** The library wraps what KMS answers, and adds it as suppressed where it goes on to another data key. */
    private static boolean mayPass(Throwable failure) {
        boolean itself = switch (failure) {
            case AwsServiceException answered -> answered.statusCode() >= 500 || answered.isThrottlingException();
            case SdkClientException unanswered -> true;
            default -> false;
        };
        return itself
                || Stream.concat(Stream.ofNullable(failure.getCause()), Stream.of(failure.getSuppressed()))
                        .anyMatch(CodeDecryption::mayPass);
    }
}
