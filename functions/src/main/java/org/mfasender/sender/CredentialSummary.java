package org.mfasender.sender;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.platform.secrets.PartialCredentials;
import org.mfasender.platform.secrets.Secret;

/**
 * The credentials last submitted, as far as they may be known.
 *
 * @param version version of the secret in Secrets Manager that holds them
 * @param parts of which that version is made when Meta accepts them; null when both secrets were submitted, or Meta has accepted them
 */
public record CredentialSummary(
        String version,
        SecretSummary userAccessToken,
        SecretSummary appSecret,
        @Nullable CredentialParts parts) {

    public CredentialSummary(String version, SecretSummary userAccessToken, SecretSummary appSecret) {
        this(version, userAccessToken, appSecret, null);
    }

    /** Summarises new credentials. */
    public static CredentialSummary of(Credentials credentials, String version, Instant now) {
        return new CredentialSummary(
                version,
                SecretSummary.of(credentials.userAccessToken(), now),
                SecretSummary.of(credentials.appSecret(), now));
    }

    /** These with one secret replaced. */
    CredentialSummary replacing(PartialCredentials given, FreshNames names, Instant now) {
        SecretName kept = SecretName.missing(given).stream().findFirst().orElseThrow();
        return new CredentialSummary(
                names.secretVersion(),
                replaced(userAccessToken, given.userAccessToken(), now),
                replaced(appSecret, given.appSecret(), now),
                new CredentialParts(kept, names.secretVersion(), version));
    }

    private static SecretSummary replaced(SecretSummary former, @Nullable Secret given, Instant now) {
        return given == null ? former : SecretSummary.of(given, now);
    }

    /** As Meta has accepted them: their version is there. */
    CredentialSummary accepted() {
        return parts == null ? this : new CredentialSummary(version, userAccessToken, appSecret);
    }

    /** The version that holds what was submitted. */
    String submittedVersion() {
        return parts == null ? version : parts.submitted();
    }

    /** Whether both describe the same secrets, which are stored alike. */
    boolean isSameAs(CredentialSummary other) {
        return userAccessToken.fingerprint().equals(other.userAccessToken.fingerprint())
                && appSecret.fingerprint().equals(other.appSecret.fingerprint())
                && Objects.equals(kept(), other.kept());
    }

    private @Nullable SecretName kept() {
        return parts == null ? null : parts.kept();
    }

    /** Whether these are stored as a request with these secrets would store them. */
    boolean areSubmittedAs(PartialCredentials given) {
        return describes(given)
                && Objects.equals(
                        kept(), SecretName.missing(given).stream().findFirst().orElse(null));
    }

    public boolean describes(Credentials credentials) {
        return describes(PartialCredentials.of(credentials));
    }

    /** Whether each of the secrets, of which one may be missing, is one of these. */
    boolean describes(PartialCredentials given) {
        return describes(userAccessToken, given.userAccessToken()) && describes(appSecret, given.appSecret());
    }

    private static boolean describes(SecretSummary known, @Nullable Secret given) {
        return given == null || known.describes(given);
    }
}
