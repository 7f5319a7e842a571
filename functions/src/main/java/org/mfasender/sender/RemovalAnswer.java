package org.mfasender.sender;

import java.util.List;
import org.mfasender.platform.http.Reference;
import org.mfasender.sender.Remover.Removed;
import org.mfasender.templates.bindings.TemplateContent;

/** The answer of a deletion: what is gone here, and what stays at Meta. */
public record RemovalAnswer(Reference environment, String deletedAt, SecretDeletion secret, Remains remainsAtMeta) {

    /**
     * The secret, which is being deleted.
     *
     * @param recoverableDays how long the secret can still be restored
     */
    public record SecretDeletion(int recoverableDays) {}

    /** The account, the templates that were bound, and the webhooks that are still subscribed. */
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

    public record BoundTemplate(String id, String name, String language) {}

    static RemovalAnswer of(Removed removed) {
        DeletedSender deleted = removed.sender();
        List<BoundTemplate> templates = removed.contents().stream()
                .map(TemplateContent::template)
                .distinct()
                .map(template -> new BoundTemplate(template.id(), template.name(), template.language()))
                .toList();
        return new RemovalAnswer(
                Reference.to(deleted.environmentId()),
                deleted.deletedAt().toString(),
                new SecretDeletion(removed.recoveryDays()),
                new Remains(
                        deleted.whatsAppAccountBusinessId(),
                        "The WhatsApp Business Account, its numbers, its message templates, the system user and its access token"
                                + " stay as they are at Meta. Revoke the token there if nothing else uses it.",
                        templates,
                        removed.webhooks().stream()
                                .map(RemovalAnswer::subscribed)
                                .toList()));
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
