package org.mfasender.sender;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mfasender.audit.Action;
import org.mfasender.audit.Change;
import org.mfasender.audit.HistoryStore;
import org.mfasender.numbers.storage.NumberListings;
import org.mfasender.platform.Caller;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.senderkeys.storage.SenderKeyStore;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.storage.TemplateStore;
import org.mfasender.webhooks.secrets.WebhookSecretStore;

/**
 * Marks an account as deleted, so that a run has no effect any more; then stops the execution, schedules the secret for deletion and
 * removes templates, contents and sender keys. At Meta, it takes back the webhooks that were subscribed and, if asked, the templates that were created; nothing else. Each part may be repeated, so
 * the same request completes an interrupted attempt.
 */
public final class Remover {

    private final SenderStore store;
    private final TemplateStore templates;
    private final NumberListings listings;
    private final WebhookSecretStore webhookSecrets;
    private final SenderKeyStore senderKeys;
    private final CredentialVault vault;
    private final Executions executions;
    private final HistoryStore history;
    private final int recoveryDays;

    /** @param recoveryDays how long the secret can still be restored */
    public Remover(
            SenderStore store,
            TemplateStore templates,
            NumberListings listings,
            WebhookSecretStore webhookSecrets,
            SenderKeyStore senderKeys,
            CredentialVault vault,
            Executions executions,
            HistoryStore history,
            int recoveryDays) {
        this.store = store;
        this.templates = templates;
        this.listings = listings;
        this.webhookSecrets = webhookSecrets;
        this.senderKeys = senderKeys;
        this.vault = vault;
        this.executions = executions;
        this.history = history;
        this.recoveryDays = recoveryDays;
    }

    /**
     * Which account to remove.
     *
     * @param withTemplates whether the templates that this system created are deleted at Meta
     */
    record Removal(Caller caller, EnvironmentId environment, boolean withTemplates) {}

    /**
     * What was removed.
     *
     * @param contents the bindings that the account had, as far as this attempt found them
     * @param webhooks what stays subscribed at Meta
     * @param templates what became of the templates that were to be deleted at Meta; null when none was to be
     */
    record Removed(
            DeletedSender sender,
            List<TemplateContent> contents,
            List<WebhookRemains> webhooks,
            TemplateDeleter.@Nullable Outcome templates,
            int recoveryDays) {}

    /** Removes an account; empty when there is none. */
    Optional<Removed> remove(Removal removal, Unsubscriber unsubscriber, TemplateDeleter deleter, Instant now) {
        return store.delete(removal.environment(), now).map(deleted -> {
            stop(deleted);
            List<WebhookRemains> webhooks = unsubscribe(deleted, unsubscriber);
            TemplateDeleter.Outcome outcome = removal.withTemplates() ? deleteTemplates(deleted, deleter) : null;
            return new Removed(deleted, complete(deleted), webhooks, outcome, recoveryDays);
        });
    }

    /** What this system did at Meta because somebody asked for it is in the history, too. */
    private TemplateDeleter.Outcome deleteTemplates(DeletedSender deleted, TemplateDeleter deleter) {
        TemplateDeleter.Outcome outcome = deleter.delete(deleted);
        history.record(
                deleted.environmentId(),
                Action.TEMPLATES_DELETED,
                outcome.deleted().stream()
                        .map(template -> new Change(
                                "whatsAppTemplates." + template.id(),
                                template.name() + " " + template.language(),
                                null))
                        .toList());
        return outcome;
    }

    /** Completes a deletion that was interrupted. Meta is not asked: a sweep may not read the secrets that it takes. */
    public void finish(DeletedSender deleted) {
        stop(deleted);
        complete(deleted);
    }

    private void stop(DeletedSender deleted) {
        deleted.executions()
                .forEach(execution -> executions.stop(execution, "Deleted", "The sender account was deleted."));
    }

    /** As long as the secret can be read. What was taken back is noted, because it cannot be found out again without the secret. */
    private List<WebhookRemains> unsubscribe(DeletedSender deleted, Unsubscriber unsubscriber) {
        if (deleted.subscriptions().isEmpty()) {
            return List.of();
        }
        Unsubscriber.Unsubscribed outcome = unsubscriber.unsubscribe(deleted);
        store.note(deleted, outcome.open());
        return outcome.remains();
    }

    /** Removes exactly what a deletion names, and returns the bindings that were there. */
    private List<TemplateContent> complete(DeletedSender deleted) {
        vault.scheduleDeletion(deleted.secretName(), recoveryDays);
        List<TemplateContent> contents = templates.contents(deleted.environmentId());
        templates.removeAll(deleted.environmentId(), deleted.generation());
        listings.removeAll(deleted.environmentId(), deleted.generation());
        webhookSecrets.removeAll(deleted.environmentId(), deleted.generation());
        senderKeys.removeAll(deleted.environmentId(), deleted.generation());
        store.complete(deleted);
        return contents;
    }
}
