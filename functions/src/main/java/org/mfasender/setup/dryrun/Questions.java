package org.mfasender.setup.dryrun;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mfasender.checks.Prerequisites.Question;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.sender.Connection;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderRequest;
import org.mfasender.sender.SenderStore;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;
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
     */
    record Asked(Question question, int wantedTemplates) implements Subject {}

    /** The request has no credentials, and the environment has no account. */
    record NoAccount() implements Subject {}

    /** The request has no credentials, and the account's are not stored any more. */
    record NoCredentials() implements Subject {}

    /** For these purposes, a message may be delivered for longer than its code is valid. */
    record MessageOutlivesCode(Set<Purpose> purposes) implements Subject {}

    /** The subject of a request with a body. */
    Subject given(EnvironmentId id, SenderRequest request, Instant now) {
        Credentials credentials = request.credentials();
        if (credentials == null) {
            return stored(id, now);
        }
        Optional<SenderAccount> account = store.findAccount(id)
                .filter(stored ->
                        stored.shown().whatsAppAccountBusinessId().equals(request.whatsAppAccountBusinessId()));
        Map<Purpose, TemplateOptions> options =
                account.map(stored -> stored.shown().templates()).orElse(defaults);
        Set<Purpose> outliving = request.templates().outlivingCode(options);
        if (!outliving.isEmpty()) {
            return new MessageOutlivesCode(outliving);
        }
        boolean accept = Boolean.TRUE.equals(request.acceptExpiringToken());
        return new Asked(
                new Question(request.whatsAppAccountBusinessId(), credentials, accept),
                missing(request.templates().applyTo(options), account, now));
    }

    /** The subject of a request without a body: what is stored. */
    Subject stored(EnvironmentId id, Instant now) {
        Optional<SenderAccount> account = store.findAccount(id);
        if (account.isEmpty()) {
            return new NoAccount();
        }
        Connection connection = account.get().shown();
        return vault.read(account.get().secretName(), connection.credentials().version())
                .<Subject>map(stored -> new Asked(
                        new Question(
                                connection.whatsAppAccountBusinessId(),
                                stored.credentials(),
                                connection.acceptExpiringToken()),
                        missing(connection.templates(), account, now)))
                .orElseGet(NoCredentials::new);
    }

    /** What was there at the last survey is not created again. */
    private int missing(Map<Purpose, TemplateOptions> wanted, Optional<SenderAccount> account, Instant now) {
        List<MessageTemplate> known =
                account.map(SenderAccount::owner).map(templates::templates).orElse(List.of());
        TemplateLedger ledger =
                account.map(SenderAccount::owner).map(templates::ledger).orElse(TemplateLedger.EMPTY);
        List<TemplateContent> contents =
                account.map(SenderAccount::owner).map(templates::contents).orElse(List.of());
        AccountTemplates found = new AccountTemplates(known, null, null);
        return planner.plan(wanted, found, ledger, contents, now).creations();
    }
}
