package org.mfasender.sender;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mfasender.platform.TimeBudget;
import org.mfasender.platform.meta.AccessToken;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphTemplates;
import org.mfasender.platform.meta.Template;
import org.mfasender.platform.meta.TemplateList;
import org.mfasender.platform.meta.Tokens;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.sender.TemplateRemains.Reason;
import org.mfasender.templates.TemplateOwner;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.TemplateLedger;
import org.mfasender.templates.storage.TemplateStore;
import org.mfasender.webhooks.secrets.StoredWebhookSecret;
import org.mfasender.webhooks.secrets.WebhookSecretStore;

/**
 * Deletes at Meta the templates that this system has created for an account, when the account is deleted and its caller asks for it. Those
 * that others made stay, also when they are bound. A failure of Meta's stops nothing. May be repeated.
 */
public final class TemplateDeleter {

    /** The rest of a deletion has to fit into the same request. */
    private static final Duration LONGEST = Duration.ofSeconds(8);

    /** Meta's words for what needs no deletion. Source: Meta, "Template management". */
    private static final Set<String> ENDED = Set.of("DELETED", "PENDING_DELETION");

    /** One that uses the same is enough. */
    private static final int MOST_OTHERS = 1_000;

    private final SenderStore senders;
    private final TemplateStore templates;
    private final WebhookSecretStore webhookSecrets;
    private final CredentialVault vault;
    private final GraphTemplates graph;

    public TemplateDeleter(
            SenderStore senders,
            TemplateStore templates,
            WebhookSecretStore webhookSecrets,
            CredentialVault vault,
            GraphTemplates graph) {
        this.senders = senders;
        this.templates = templates;
        this.webhookSecrets = webhookSecrets;
        this.vault = vault;
        this.graph = graph;
    }

    /**
     * How it came out.
     *
     * @param deleted what is gone, or going, at Meta
     * @param remains what was to be deleted, and is still there
     */
    record Outcome(List<MessageTemplate> deleted, List<TemplateRemains> remains) {

        /** Nothing was to be deleted. */
        static final Outcome NONE = new Outcome(List.of(), List.of());
    }

    /** Deletes what is recorded as created for a deleted account. */
    Outcome delete(DeletedSender deleted) {
        List<MessageTemplate> ours = ours(deleted);
        if (ours.isEmpty()) {
            return Outcome.NONE;
        }
        if (isUsedByOthers(deleted)) {
            return new Outcome(List.of(), remaining(ours, Reason.IN_USE));
        }
        List<MessageTemplate> gone = new ArrayList<>();
        token(deleted)
                .ifPresent(token -> TimeBudget.of(LONGEST).limit(() -> {
                    delete(token, deleted.whatsAppAccountBusinessId(), ours, gone);
                    return gone;
                }));
        return new Outcome(
                gone,
                remaining(
                        ours.stream()
                                .filter(template -> !gone.contains(template))
                                .toList(),
                        Reason.NOT_DELETED));
    }

    /** As the ledger says: a name alone may be anybody's. */
    private List<MessageTemplate> ours(DeletedSender deleted) {
        TemplateOwner owner =
                new TemplateOwner(deleted.environmentId(), deleted.generation(), deleted.whatsAppAccountBusinessId());
        TemplateLedger ledger = templates.ledger(owner);
        return templates.templates(owner).stream()
                .filter(template ->
                        ledger.submitted(template.name(), template.language()).isPresent())
                .toList();
    }

    private Optional<AccessToken> token(DeletedSender deleted) {
        return Optional.ofNullable(deleted.credentialVersion())
                .flatMap(version -> vault.read(deleted.secretName(), version))
                .map(stored -> Tokens.user(stored.credentials()));
    }

    /** What a whole list lacks is gone. One call for each: Meta deletes all of a call or none, and one that it keeps would keep the others. */
    private void delete(
            AccessToken token, String account, Collection<MessageTemplate> ours, List<MessageTemplate> gone) {
        try {
            TemplateList list = graph.list(token, account);
            Map<String, String> statuses = list.templates().stream()
                    .collect(Collectors.toMap(Template::id, Template::status, (one, same) -> one));
            for (MessageTemplate template : ours) {
                String status = statuses.getOrDefault(template.id(), list.whole() ? "DELETED" : "UNKNOWN");
                if (ENDED.contains(status) || isDeleted(token, account, template)) {
                    gone.add(template);
                }
            }
        } catch (GraphException e) {
            // The answer says what is still there.
        }
    }

    /** @throws GraphException when the next one would fail, too */
    private boolean isDeleted(AccessToken token, String account, MessageTemplate template) {
        try {
            graph.delete(token, account, template.name(), template.id());
            return true;
        } catch (GraphException e) {
            return switch (e.failure().kind()) {
                case FIX, BUG -> false;
                default -> throw e;
            };
        }
    }

    private boolean isUsedByOthers(DeletedSender deleted) {
        return deleted.appIds().stream()
                .flatMap(app -> webhookSecrets.find(app, MOST_OTHERS).stream())
                .map(StoredWebhookSecret::environmentId)
                .filter(other -> !other.equals(deleted.environmentId()))
                .distinct()
                .flatMap(other -> senders.findAccount(other).stream())
                .flatMap(SenderAccount::connections)
                .anyMatch(connection ->
                        connection.whatsAppAccountBusinessId().equals(deleted.whatsAppAccountBusinessId()));
    }

    private static List<TemplateRemains> remaining(List<MessageTemplate> templates, Reason reason) {
        return templates.stream()
                .map(template -> new TemplateRemains(template, reason))
                .toList();
    }
}
