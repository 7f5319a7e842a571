package org.mfasender.sender;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
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
        return new SecretSummary(hint, fingerprint(value), now);
    }

    public boolean describes(Secret secret) {
        return fingerprint.equals(fingerprint(secret.reveal()));
    }

    private static String fingerprint(String value) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
