package org.mfasender.platform.secrets;

/** The secret is scheduled for deletion: nothing can be stored in it. */
public final class SecretDeletedException extends RuntimeException {

    SecretDeletedException(Throwable cause) {
        super("The secret is scheduled for deletion", cause);
    }
}
