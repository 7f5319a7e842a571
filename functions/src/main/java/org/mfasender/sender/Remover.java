package org.mfasender.sender;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.mfasender.numbers.storage.NumberListings;
import org.mfasender.platform.Caller;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.storage.TemplateStore;
import org.mfasender.webhooks.secrets.WebhookSecretStore;

/**
 * Marks an account as deleted, so that a run has no effect any more; then stops the execution, schedules the secret for deletion and
 * removes templates and contents. Each part may be repeated, so the same request completes an interrupted attempt. Nothing changes at
 * Meta.
 */
public final class Remover {

    private final SenderStore store;
    private final TemplateStore templates;
    private final NumberListings listings;
    private final WebhookSecretStore webhookSecrets;
    private final CredentialVault vault;
    private final Executions executions;
    private final int recoveryDays;

    /** @param recoveryDays how long the secret can still be restored */
    public Remover(
            SenderStore store,
            TemplateStore templates,
            NumberListings listings,
            WebhookSecretStore webhookSecrets,
            CredentialVault vault,
            Executions executions,
            int recoveryDays) {
        this.store = store;
        this.templates = templates;
        this.listings = listings;
        this.webhookSecrets = webhookSecrets;
        this.vault = vault;
        this.executions = executions;
        this.recoveryDays = recoveryDays;
    }

    /** Which account to remove. */
    record Removal(Caller caller, EnvironmentId environment) {}

    /**
     * What was removed.
     *
     * @param contents the bindings that the account had, as far as this attempt found them
     */
    record Removed(DeletedSender sender, List<TemplateContent> contents, int recoveryDays) {}

    /** Removes an account; empty when there is none. */
    Optional<Removed> remove(Removal removal, Instant now) {
        return store.delete(removal.environment(), now).map(this::complete);
    }

    /** Completes a deletion that was interrupted. */
    public void finish(DeletedSender deleted) {
        complete(deleted);
    }

    /** Removes exactly what a deletion names. */
    private Removed complete(DeletedSender deleted) {
        deleted.executions()
                .forEach(execution -> executions.stop(execution, "Deleted", "The sender account was deleted."));
        vault.scheduleDeletion(deleted.secretName(), recoveryDays);
        List<TemplateContent> contents = templates.contents(deleted.environmentId());
        templates.removeAll(deleted.environmentId(), deleted.generation());
        listings.removeAll(deleted.environmentId(), deleted.generation());
        webhookSecrets.removeAll(deleted.environmentId(), deleted.generation());
        store.complete(deleted);
        return new Removed(deleted, contents, recoveryDays);
    }
}
