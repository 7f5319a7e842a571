package org.mfasender.platform.secrets;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** KMS does not answer, or does not decrypt with the key: whether a secret is readable is not known. */
public final class KeyUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean lost;

    KeyUnavailableException(SdkException cause) {
        super(cause);
        this.lost = cause instanceof AwsServiceException refusal
                && "AccessDeniedException".equals(refusal.awsErrorDetails().errorCode());
    }

    /**
     * Whether waiting will not make the secret readable: its key no longer exists, or the function may not use it. KMS answers both alike:
     * "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to
     * access." A key that is disabled, or about to be deleted, can come back.
     */
    public boolean isLost() {
        return lost;
    }
}
