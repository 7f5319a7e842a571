package org.mfasender.sender;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.http.Reference;
import org.mfasender.sender.Remover.Removed;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;

/**
 * The answer of a deletion: what is gone here, and what stays at Meta.
 *
 * @param deletedAtMeta only when templates were to be deleted there
 */
public record RemovalAnswer(
        Reference environment,
        String deletedAt,
        SecretDeletion secret,
        @Nullable Deleted deletedAtMeta,
        Remains remainsAtMeta) {

    /** Templates that are gone at Meta, or going. */
    public record Deleted(String message, List<RemovedTemplate> whatsAppTemplates) {}

    public record RemovedTemplate(String id, String name, String language) {}

    /**
     * The secret, which is being deleted.
     *
     * @param recoverableDays how long the secret can still be restored
     */
    public record SecretDeletion(int recoverableDays) {}

    /** The account, the templates that were bound or could not be deleted, and the webhooks that are still subscribed. */
    public record Remains(
            String whatsAppAccountBusinessId,
            String message,
            List<BoundTemplate> whatsAppTemplates,
            List<SubscribedApp> webhooks) {}

    /**
     * An app that still sends webhooks to this system.
     *
     * @param message why, and what to do about it
     */
    public record SubscribedApp(String appId, String callbackUrl, String message) {}

    /**
     * A template of Meta's that stays.
     *
     * @param message why it was not deleted although that was asked for; null when it was not
     */
    public record BoundTemplate(
            String id,
            String name,
            String language,
            @Nullable String message) {

        static BoundTemplate of(MessageTemplate template, @Nullable String message) {
            return new BoundTemplate(template.id(), template.name(), template.language(), message);
        }
    }

    static RemovalAnswer of(Removed removed) {
        DeletedSender deleted = removed.sender();
        return new RemovalAnswer(
                Reference.to(deleted.environmentId()),
                deleted.deletedAt().toString(),
                new SecretDeletion(removed.recoveryDays()),
                deleted(removed.templates()),
                new Remains(
                        deleted.whatsAppAccountBusinessId(),
                        "The WhatsApp Business Account, its numbers, its message templates, the system user and its access token"
                                + " stay as they are at Meta. Revoke the token there if nothing else uses it.",
                        remaining(removed),
                        removed.webhooks().stream()
                                .map(RemovalAnswer::subscribed)
                                .toList()));
    }

    private static @Nullable Deleted deleted(TemplateDeleter.@Nullable Outcome outcome) {
        return outcome == null
                ? null
                : new Deleted(
                        "These message templates were created by this system. Meta does not take their names again for 30 days. Whether"
                                + " another environment uses them through another app is not known: see that its sender is ready.",
                        outcome.deleted().stream()
                                .map(template ->
                                        new RemovedTemplate(template.id(), template.name(), template.language()))
                                .toList());
    }

    /** What could not be deleted, and what was bound and not to be deleted. */
    private static List<BoundTemplate> remaining(Removed removed) {
        TemplateDeleter.Outcome outcome = Objects.requireNonNullElse(removed.templates(), TemplateDeleter.Outcome.NONE);
        Map<String, BoundTemplate> remaining = new LinkedHashMap<>();
        outcome.remains().forEach(kept -> {
            MessageTemplate template = kept.template();
            remaining.put(template.id(), BoundTemplate.of(template, message(kept.reason())));
        });
        Set<String> gone = outcome.deleted().stream().map(MessageTemplate::id).collect(Collectors.toSet());
        removed.contents().stream()
                .map(TemplateContent::template)
                .filter(template -> !gone.contains(template.id()))
                .forEach(template -> remaining.putIfAbsent(template.id(), BoundTemplate.of(template, null)));
        return List.copyOf(remaining.values());
    }

    private static String message(TemplateRemains.Reason reason) {
        return switch (reason) {
            case IN_USE ->
                "Another environment uses the same WhatsApp Business Account. Its templates were not deleted.";
            case NOT_DELETED ->
                "Meta did not delete this template. Delete it in WhatsApp Manager > Message templates, if nothing else uses it.";
        };
    }

    private static SubscribedApp subscribed(WebhookRemains remains) {
        String message = switch (remains.reason()) {
            case IN_USE -> "The app still reports to this system, because another environment uses it.";
            case NOT_ENDED ->
                "Meta did not end the webhooks of this app. Remove the callback address in developers.facebook.com > My Apps >"
                        + " your app > WhatsApp > Configuration, if nothing else uses it.";
        };
        return new SubscribedApp(remains.appId(), remains.callbackUrls().getLast(), message);
    }
}
