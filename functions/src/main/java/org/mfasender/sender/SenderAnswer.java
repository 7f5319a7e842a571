package org.mfasender.sender;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mfasender.numbers.NumberAnswer;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.CleanedAnswer;
import org.mfasender.platform.http.Links;
import org.mfasender.platform.http.Reference;
import org.mfasender.sender.ConnectionAnswer.CredentialsAnswer;
import org.mfasender.sender.run.RunAnswer;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.plan.TemplateOptionsAnswer;
import org.mfasender.templates.plan.TemplatePlan;
import org.mfasender.templates.plan.WhatsAppTemplateAnswer;

/**
 * PingOne's resource for the delivery settings of WhatsApp, with members of our own: {@code status}, {@code canSend},
 * {@code credentials}, {@code locales}, {@code templates}, {@code provisioning}, {@code candidate}, and more about each number. What is
 * null is left out.
 *
 * @param canSend whether a passcode of every purpose can be sent
 * @param cannotSendReasons why not; null when it can
 * @param formerCredentials what can be restored; null when nothing can
 * @param candidate what was last submitted and is being tried, or was refused, beside a connection that works
 * @param whatsAppTemplates only when the request expands it
 * @param cleaned the values of the request that were cleaned; null when none was
 */
public record SenderAnswer(
        @JsonProperty("_links") Links links,
        String id,
        Reference environment,
        String provider,
        String status,
        boolean canSend,
        @Nullable List<ObstacleAnswer> cannotSendReasons,
        String whatsAppAccountBusinessId,
        String appId,
        CredentialsAnswer credentials,
        @Nullable FormerCredentialsAnswer formerCredentials,
        boolean acceptExpiringToken,
        List<String> locales,
        Map<String, TemplateOptionsAnswer> templates,
        List<NumberAnswer> numbers,
        RunAnswer provisioning,
        @Nullable ConnectionAnswer candidate,
        @Nullable String verifiedAt,
        String createdAt,
        String updatedAt,
        @Nullable List<WhatsAppTemplateAnswer> whatsAppTemplates,
        @Nullable List<CleanedAnswer> cleaned) {

    /** The resource's path, e.g. for {@code Location}. */
    static String path(SenderAccount account) {
        return ApiPath.SENDER.href(account.environmentId());
    }

    static SenderAnswer of(AccountView view) {
        return of(view, List.of());
    }

    /** The answer to a request of which some values were cleaned. */
    static SenderAnswer of(AccountView view, List<CleanedAnswer> cleaned) {
        SenderAccount account = view.account();
        ConnectionAnswer shown = ConnectionAnswer.of(account.shown(), view.shown());
        List<SendObstacle> obstacles = account.obstacles();
        return new SenderAnswer(
                Links.self(path(account)).and("environment", ApiPath.ENVIRONMENT.href(account.environmentId())),
                account.id().toString(),
                Reference.to(account.environmentId()),
                "CUSTOM_WHATSAPP",
                shown.status(),
                obstacles.isEmpty(),
                obstacles.isEmpty()
                        ? null
                        : obstacles.stream().map(ObstacleAnswer::of).toList(),
                shown.whatsAppAccountBusinessId(),
                shown.appId(),
                shown.credentials(),
                FormerCredentialsAnswer.of(account),
                shown.acceptExpiringToken(),
                shown.locales(),
                shown.templates(),
                shown.numbers(),
                shown.provisioning(),
                account.connection() == null || account.candidate() == null
                        ? null
                        : ConnectionAnswer.of(account.candidate(), view.candidate()),
                account.shown().verifiedAt() == null
                        ? null
                        : account.shown().verifiedAt().toString(),
                account.createdAt().toString(),
                account.updatedAt().toString(),
                null,
                cleaned.isEmpty() ? null : cleaned);
    }

    /** With every authentication template, each with what it is bound to, and how each wanted language stands. */
    SenderAnswer expanded(Collection<MessageTemplate> known, Collection<TemplateContent> contents, TemplatePlan plan) {
        return new SenderAnswer(
                links,
                id,
                environment,
                provider,
                status,
                canSend,
                cannotSendReasons,
                whatsAppAccountBusinessId,
                appId,
                credentials,
                formerCredentials,
                acceptExpiringToken,
                locales,
                TemplateOptionsAnswer.of(plan.wanted(), contents, plan),
                numbers,
                provisioning,
                candidate,
                verifiedAt,
                createdAt,
                updatedAt,
                known.stream()
                        .map(template -> WhatsAppTemplateAnswer.of(template, contents))
                        .toList(),
                cleaned);
    }
}
