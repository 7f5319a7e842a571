package org.mfasender.setup.dryrun;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mfasender.checks.Question;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.platform.secrets.PartialCredentials;
import org.mfasender.sender.AccountWebhooks;
import org.mfasender.sender.CheckRequest;
import org.mfasender.sender.Connection;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderStore;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.TemplateOwner;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.AccountTemplates;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.TemplateLedger;
import org.mfasender.templates.plan.TemplatePlanner;
import org.mfasender.templates.storage.TemplateStore;

/** Finds out what a dry run is about: the credentials of the request or, without any, the stored ones. */
public final class Questions {

    private final SenderStore store;
    private final TemplateStore templates;
    private final CredentialVault vault;
    private final TemplatePlanner planner;
    private final Map<Purpose, TemplateOptions> defaults;

    public Questions(
            SenderStore store,
            TemplateStore templates,
            CredentialVault vault,
            TemplatePlanner planner,
            Map<Purpose, TemplateOptions> defaults) {
        this.store = store;
        this.templates = templates;
        this.vault = vault;
        this.planner = planner;
        this.defaults = defaults;
    }

    /** What a dry run is about, or why there is nothing to check. */
    sealed interface Subject {}

    /**
     * A question, and how many templates it would create.
     *
     * @param wantedTemplates how many templates are still to be created
     * @param bound the default contents of the account's purposes
     * @param webhooks what was subscribed for the account
     * @param numbers that messages are sent from
     */
    record Asked(
            Question question,
            int wantedTemplates,
            List<TemplateContent> bound,
            AccountWebhooks webhooks,
            List<SenderNumber> numbers)
            implements Subject {}

    /** The request has no credentials, and the environment has no account. */
    record NoAccount() implements Subject {}

    /** The request has no credentials, and the account's are not stored any more. */
    record NoCredentials() implements Subject {}

    /** For these purposes, a message may be delivered for longer than its code is valid. */
    record MessageOutlivesCode(Set<Purpose> purposes) implements Subject {}

    /**
     * The subject of a request with a body. Stored secrets are taken when the request has neither, and its IDs are those that they are
     * stored with. One secret alone is completed by the connection's, as a submission would do it.
     */
    Subject given(EnvironmentId id, CheckRequest request, Instant now) {
        Optional<SenderAccount> found = store.findAccount(id);
        if (request.leavesOutSecrets() && found.isPresent()) {
            Optional<Connection> meant =
                    found.get().connections().filter(request::isOf).findFirst();
            if (meant.isPresent()) {
                return stored(found.get(), meant.get(), now);
            }
        }
        Optional<SenderAccount> account = found.filter(
                stored -> stored.shown().whatsAppAccountBusinessId().equals(request.whatsAppAccountBusinessId()));
        Map<Purpose, TemplateOptions> options =
                account.map(stored -> stored.shown().templates()).orElse(defaults);
        Set<Purpose> outliving = request.templates().outlivingCode(options);
        if (!outliving.isEmpty()) {
            return new MessageOutlivesCode(outliving);
        }
        boolean accept = Boolean.TRUE.equals(request.acceptExpiringToken());
        return new Asked(
                new Question(request.whatsAppAccountBusinessId(), completed(found, request), accept),
                missing(request.templates().applyTo(options), account.map(SenderAccount::owner), now),
                account.map(stored -> bound(stored, stored.shown())).orElse(List.of()),
                account.map(SenderAccount::webhooks).orElse(AccountWebhooks.NONE),
                account.map(stored -> stored.shown().numbers().chosen()).orElse(List.of()));
    }

    private PartialCredentials completed(Optional<SenderAccount> account, CheckRequest request) {
        PartialCredentials given = request.credentials();
        String businessAccountId = request.whatsAppAccountBusinessId();
        String appId = given.appId();
        if (request.leavesOutSecrets() || given.whole().isPresent() || businessAccountId == null || appId == null) {
            return given;
        }
        return account.filter(found ->
                        found.connection() != null && found.connection().isTo(businessAccountId, appId))
                .flatMap(found -> vault.read(
                        found.secretName(), found.shown().credentials().version()))
                .map(stored -> PartialCredentials.of(given.completedWith(stored.credentials())))
                .orElse(given);
    }

    /** The subject of a request without a body: what is stored. */
    Subject stored(EnvironmentId id, Instant now) {
        return store.findAccount(id)
                .map(account -> stored(account, account.shown(), now))
                .orElseGet(NoAccount::new);
    }

    private Subject stored(SenderAccount account, Connection connection, Instant now) {
        return vault.read(account.secretName(), connection.credentials().version())
                .<Subject>map(stored -> new Asked(
                        new Question(
                                connection.whatsAppAccountBusinessId(),
                                stored.credentials(),
                                connection.acceptExpiringToken()),
                        missing(connection.templates(), Optional.of(account.owner(connection)), now),
                        bound(account, connection),
                        account.webhooks(),
                        connection.numbers().chosen()))
                .orElseGet(NoCredentials::new);
    }

    private List<TemplateContent> bound(SenderAccount account, Connection connection) {
        return templates.contents(account.owner(connection)).stream()
                .filter(content -> content.isDefault(connection.defaultLocale(content.purpose())))
                .toList();
    }

    /** What was there at the last survey is not created again. */
    private int missing(Map<Purpose, TemplateOptions> wanted, Optional<TemplateOwner> owner, Instant now) {
        List<MessageTemplate> known = owner.map(templates::templates).orElse(List.of());
        TemplateLedger ledger = owner.map(templates::ledger).orElse(TemplateLedger.EMPTY);
        List<TemplateContent> contents = owner.map(templates::contents).orElse(List.of());
        AccountTemplates found = new AccountTemplates(known, null, null);
        return planner.plan(wanted, found, ledger, contents, now).creations();
    }
}
