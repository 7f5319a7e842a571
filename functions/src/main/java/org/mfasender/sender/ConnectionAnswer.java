package org.mfasender.sender;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.MetaIds;
import org.mfasender.numbers.NumberAnswer;
import org.mfasender.sender.run.RunAnswer;
import org.mfasender.templates.plan.TemplateOptionsAnswer;

/** What answers say of a connection: of the one that an account shows among its own members, of a candidate beside it apart. */
record ConnectionAnswer(
        String status,
        String whatsAppAccountBusinessId,
        String appId,
        CredentialsAnswer credentials,
        boolean acceptExpiringToken,
        List<String> locales,
        Map<String, TemplateOptionsAnswer> templates,
        List<NumberAnswer> numbers,
        RunAnswer provisioning) {

    /** What may be known of the credentials. */
    record CredentialsAnswer(SecretAnswer userAccessToken, SecretAnswer appSecret) {

        static CredentialsAnswer of(Connection connection) {
            CredentialSummary credentials = connection.credentials();
            return new CredentialsAnswer(
                    SecretAnswer.of(credentials.userAccessToken(), connection.tokenExpiresAt()),
                    SecretAnswer.of(credentials.appSecret(), null));
        }
    }

    /**
     * What may be known of one secret.
     *
     * @param fingerprint shortened: enough to compare by eye, too little to search for the secret with
     */
    record SecretAnswer(
            String hint,
            String fingerprint,
            String updatedAt,
            @Nullable String expiresAt) {

        static SecretAnswer of(SecretSummary secret, @Nullable Instant expiresAt) {
            return new SecretAnswer(
                    secret.hint(),
                    secret.shortFingerprint(),
                    secret.updatedAt().toString(),
                    expiresAt == null ? null : expiresAt.toString());
        }
    }

    static ConnectionAnswer of(Connection connection, AccountView.Details details) {
        return new ConnectionAnswer(
                connection.status().name(),
                connection.whatsAppAccountBusinessId(),
                connection.appId(),
                CredentialsAnswer.of(connection),
                connection.acceptExpiringToken(),
                connection.locales(),
                TemplateOptionsAnswer.of(connection.templates(), details.contents()),
                details.numbers().stream()
                        .map(number ->
                                NumberAnswer.of(number, connection.numbers().selectedId()))
                        .toList(),
                RunAnswer.of(
                        connection.run(),
                        new MetaIds(
                                connection.appId(),
                                connection.whatsAppAccountBusinessId(),
                                connection.run().portfolioId())));
    }
}
