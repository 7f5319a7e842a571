package org.mfasender.sender;

import java.time.Instant;
import org.mfasender.platform.Sha256;
import org.mfasender.platform.secrets.Secret;

/**
 * What may be known of a secret outside the secret store.
 *
 * @param hint the last four characters, or {@code ****} of a secret too short to give any away
 * @param fingerprint SHA-256 of the secret in lower-case hex: shows whether two are equal
 * @param updatedAt when this value was submitted
 */
public record SecretSummary(String hint, String fingerprint, Instant updatedAt) {

    private static final int SHORTEST_TO_HINT_AT = 16;

    public static SecretSummary of(Secret secret, Instant now) {
        String value = secret.reveal();
        String hint = value.length() < SHORTEST_TO_HINT_AT ? "****" : value.substring(value.length() - 4);
        return new SecretSummary(hint, Sha256.of(value), now);
    }

    /** Enough to compare by eye, too little to search for the secret with. */
    String shortFingerprint() {
        return "sha256:" + fingerprint.substring(0, 16);
    }

    public boolean describes(Secret secret) {
        return fingerprint.equals(Sha256.of(secret.reveal()));
    }
}
