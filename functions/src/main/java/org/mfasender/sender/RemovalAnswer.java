package org.mfasender.sender;

import java.util.Collection;
import java.util.List;
import org.mfasender.platform.http.Reference;
import org.mfasender.templates.bindings.TemplateContent;

/** The answer of a deletion: what is gone here, and what stays at Meta. */
public record RemovalAnswer(Reference environment, String deletedAt, SecretDeletion secret, Remains remainsAtMeta) {

    /** @param recoverableDays how long the secret can still be restored */
    public record SecretDeletion(int recoverableDays) {}

    /** The account, and the templates that were bound. */
    public record Remains(String whatsAppAccountBusinessId, String message, List<BoundTemplate> whatsAppTemplates) {}

    public record BoundTemplate(String id, String name, String language) {}

    static RemovalAnswer of(DeletedSender deleted, Collection<TemplateContent> contents, int recoveryDays) {
        List<BoundTemplate> templates = contents.stream()
                .map(TemplateContent::template)
                .distinct()
                .map(template -> new BoundTemplate(template.id(), template.name(), template.language()))
                .toList();
        return new RemovalAnswer(
                Reference.to(deleted.environmentId()),
                deleted.deletedAt().toString(),
                new SecretDeletion(recoveryDays),
                new Remains(
                        deleted.whatsAppAccountBusinessId(),
                        "The WhatsApp Business Account, its numbers, its message templates, the system user and its access token"
                                + " stay as they are at Meta. Revoke the token there if nothing else uses it.",
                        templates));
    }
}
