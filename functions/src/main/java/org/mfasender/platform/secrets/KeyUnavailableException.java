package org.mfasender.platform.secrets;

import software.amazon.awssdk.core.exception.SdkException;

/** KMS does not answer, or does not let this function use the key: whether a secret is readable is not known. */
public final class KeyUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    KeyUnavailableException(SdkException cause) {
        super(cause);
    }
}
