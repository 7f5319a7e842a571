package org.mfasender.sender;

import java.time.Instant;
import org.mfasender.platform.secrets.Credentials;

/**
 * The credentials last submitted, as far as they may be known.
 *
 * @param version version of the secret in Secrets Manager that holds them
 */
public record CredentialSummary(String version, SecretSummary userAccessToken, SecretSummary appSecret) {

    /** Summarises new credentials. */
    public static CredentialSummary of(Credentials credentials, String version, Instant now) {
        return new CredentialSummary(
                version,
                SecretSummary.of(credentials.userAccessToken(), now),
                SecretSummary.of(credentials.appSecret(), now));
    }

    /** Whether both describe the same secrets. */
    boolean isSameAs(CredentialSummary other) {
        return userAccessToken.fingerprint().equals(other.userAccessToken.fingerprint())
                && appSecret.fingerprint().equals(other.appSecret.fingerprint());
    }

    public boolean describes(Credentials credentials) {
        return userAccessToken.describes(credentials.userAccessToken()) && appSecret.describes(credentials.appSecret());
    }
}
