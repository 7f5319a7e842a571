package org.mfasender.sender;

import java.time.Instant;

/** What may be known of the credentials, as it is stored. */
record CredentialsItem(String version, SecretItem userAccessToken, SecretItem appSecret) {

    /** What may be known of one secret. */
    record SecretItem(String hint, String fingerprint, Instant updatedAt) {

        static SecretItem of(SecretSummary secret) {
            return new SecretItem(secret.hint(), secret.fingerprint(), secret.updatedAt());
        }

        SecretSummary toSummary() {
            return new SecretSummary(hint, fingerprint, updatedAt);
        }
    }

    static CredentialsItem of(CredentialSummary credentials) {
        return new CredentialsItem(
                credentials.version(),
                SecretItem.of(credentials.userAccessToken()),
                SecretItem.of(credentials.appSecret()));
    }

    CredentialSummary toSummary() {
        return new CredentialSummary(version, userAccessToken.toSummary(), appSecret.toSummary());
    }
}
