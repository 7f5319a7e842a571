package org.mfasender.platform.secrets;

/** The secret has as many versions as Secrets Manager keeps, none of them older than a day: it takes no further one. */
public final class SecretFullException extends RuntimeException {

    SecretFullException(Throwable cause) {
        super("The secret has too many versions of one day", cause);
    }
}
