package org.mfasender.platform.secrets;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** KMS does not answer, or does not decrypt with the key: whether a secret is readable is not known. */
public final class KeyUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean forGood;

    KeyUnavailableException(SdkException cause) {
        super(cause);
        this.forGood = cause instanceof IncorrectKeyException || cause instanceof NotFoundException;
    }

    /**
     * Whether the secret will never be readable: it is encrypted with another key, or its key no longer exists. A key that is disabled, or
     * about to be deleted, can come back. Source: AWS KMS, "Decrypt".
     */
    public boolean isForGood() {
        return forGood;
    }
}
