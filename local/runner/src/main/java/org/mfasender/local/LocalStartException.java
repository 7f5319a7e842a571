package org.mfasender.local;

import org.jspecify.annotations.Nullable;

/** The local system cannot start; the message is one line for a person. */
public final class LocalStartException extends RuntimeException {
    LocalStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
