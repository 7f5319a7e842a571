package org.mfasender.sender;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mfasender.numbers.NumberAnswer;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.Links;
import org.mfasender.platform.http.Reference;
import org.mfasender.sender.run.RunAnswer;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.plan.TemplateOptionsAnswer;
import org.mfasender.templates.plan.TemplatePlan;
import org.mfasender.templates.plan.WhatsAppTemplateAnswer;

/**
 * PingOne's resource for the delivery settings of WhatsApp, with members of our own: {@code status}, {@code credentials},
 * {@code locales}, {@code templates}, {@code provisioning}, and more about each number. What is null is left out.
 *
 * @param whatsAppTemplates only when the request expands it
 */
public record SenderAnswer(
        @JsonProperty("_links") Links links,
        String id,
        Reference environment,
        String provider,
        String status,
        String whatsAppAccountBusinessId,
        String appId,
        CredentialsAnswer credentials,
        boolean acceptExpiringToken,
        List<String> locales,
        Map<String, TemplateOptionsAnswer> templates,
        List<NumberAnswer> numbers,
        RunAnswer provisioning,
        String createdAt,
        String updatedAt,
        @Nullable List<WhatsAppTemplateAnswer> whatsAppTemplates) {

    /** What may be known of the credentials. */
    public record CredentialsAnswer(SecretAnswer userAccessToken, SecretAnswer appSecret) {}

    /**
     * What may be known of one secret.
     *
     * @param fingerprint shortened: enough to compare by eye, too little to search for the secret with
     */
    public record SecretAnswer(
            String hint,
            String fingerprint,
            String updatedAt,
            @Nullable String expiresAt) {

        static SecretAnswer of(SecretSummary secret, @Nullable Instant expiresAt) {
            return new SecretAnswer(
                    secret.hint(),
                    "sha256:" + secret.fingerprint().substring(0, 16),
                    secret.updatedAt().toString(),
                    expiresAt == null ? null : expiresAt.toString());
        }
    }

    /** The resource's path, e.g. for {@code Location}. */
    static String path(SenderAccount account) {
        return ApiPath.SENDER.href(account.environmentId());
    }

    static SenderAnswer of(SenderAccount account, Collection<TemplateContent> contents, Instant now) {
        Connection connection = account.connection();
        CredentialSummary credentials = connection.credentials();
        return new SenderAnswer(
                Links.self(path(account)).and("environment", "/v1/environments/" + account.environmentId()),
                account.id().toString(),
                Reference.to(account.environmentId()),
                "CUSTOM_WHATSAPP",
                StatusRule.status(account, contents, now).name(),
                connection.whatsAppAccountBusinessId(),
                connection.appId(),
                new CredentialsAnswer(
                        SecretAnswer.of(credentials.userAccessToken(), connection.tokenExpiresAt()),
                        SecretAnswer.of(credentials.appSecret(), null)),
                connection.acceptExpiringToken(),
                account.locales(),
                TemplateOptionsAnswer.of(account.templates(), contents),
                account.numbers().stream()
                        .map(number -> NumberAnswer.of(number, account.selectedNumberId()))
                        .toList(),
                RunAnswer.of(account.provisioning().asSeenAt(now)),
                account.createdAt().toString(),
                account.updatedAt().toString(),
                null);
    }

    /** With every authentication template, each with what it is bound to, and how each wanted language stands. */
    SenderAnswer expanded(Collection<MessageTemplate> known, Collection<TemplateContent> contents, TemplatePlan plan) {
        return new SenderAnswer(
                links,
                id,
                environment,
                provider,
                status,
                whatsAppAccountBusinessId,
                appId,
                credentials,
                acceptExpiringToken,
                locales,
                TemplateOptionsAnswer.of(plan.wanted(), contents, plan),
                numbers,
                provisioning,
                createdAt,
                updatedAt,
                known.stream()
                        .map(template -> WhatsAppTemplateAnswer.of(template, contents))
                        .toList());
    }
}
