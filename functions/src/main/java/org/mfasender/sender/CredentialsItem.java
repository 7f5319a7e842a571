package org.mfasender.sender;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may be known of the credentials, as it is stored.
 *
 * @param parts absent when they are one version, and when a release before 0.3.0 wrote the item
 */
record CredentialsItem(
        String version,
        SecretItem userAccessToken,
        SecretItem appSecret,
        @Nullable PartsItem parts) {

    /** What may be known of one secret. */
    record SecretItem(String hint, String fingerprint, Instant updatedAt) {

        static SecretItem of(SecretSummary secret) {
            return new SecretItem(secret.hint(), secret.fingerprint(), secret.updatedAt());
        }

        SecretSummary toSummary() {
            return new SecretSummary(hint, fingerprint, updatedAt);
        }
    }

    /** Of which versions they are joined, as it is stored. */
    record PartsItem(String kept, String submitted, String former) {

        static @Nullable PartsItem of(@Nullable CredentialParts parts) {
            return parts == null ? null : new PartsItem(parts.kept().name(), parts.submitted(), parts.former());
        }

        CredentialParts toParts() {
            return new CredentialParts(SecretName.valueOf(kept), submitted, former);
        }
    }

    static CredentialsItem of(CredentialSummary credentials) {
        return new CredentialsItem(
                credentials.version(),
                SecretItem.of(credentials.userAccessToken()),
                SecretItem.of(credentials.appSecret()),
                PartsItem.of(credentials.parts()));
    }

    CredentialSummary toSummary() {
        return new CredentialSummary(
                version, userAccessToken.toSummary(), appSecret.toSummary(), parts == null ? null : parts.toParts());
    }
}
