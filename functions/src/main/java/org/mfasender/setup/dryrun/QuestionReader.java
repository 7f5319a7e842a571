package org.mfasender.setup.dryrun;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mfasender.checks.Prerequisites.Question;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderRequest;
import org.mfasender.sender.SenderRequestReader;
import org.mfasender.sender.SenderStore;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.TemplateOptionsReader;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.AccountTemplates;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.TemplateLedger;
import org.mfasender.templates.plan.TemplatePlanner;
import org.mfasender.templates.storage.TemplateStore;

/** Reads what a dry run is about: the credentials of the request or, without any, the stored ones. */
public final class QuestionReader {

    private final SenderStore store;
    private final TemplateStore templates;
    private final CredentialVault vault;
    private final TemplatePlanner planner;
    private final Map<Purpose, TemplateOptions> defaults;

    public QuestionReader(
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

    /**
     * A question, and how many templates it needs.
     *
     * @param wantedTemplates how many templates are still to be created
     */
    record Asked(Question question, int wantedTemplates) {}

    /**
     * The question of a request.
     *
     * @throws ApiException 400 when its body is wrong, 404 when it has no credentials and none are stored
     */
    Asked read(HttpRequest request, Instant now) {
        EnvironmentId id = request.environmentId();
        return request.body().length == 0 ? stored(id, now) : given(id, SenderRequestReader.read(request), now);
    }

    private Asked given(EnvironmentId id, SenderRequest request, Instant now) {
        Credentials credentials = request.credentials();
        if (credentials == null) {
            return stored(id, now);
        }
        Optional<SenderAccount> account = store.findAccount(id)
                .filter(stored -> stored.whatsAppAccountBusinessId().equals(request.whatsAppAccountBusinessId()));
        Map<Purpose, TemplateOptions> options =
                account.map(SenderAccount::templates).orElse(defaults);
        Map<Purpose, TemplateOptions> wanted = TemplateOptionsReader.apply(request.templates(), options);
        boolean accept = Boolean.TRUE.equals(request.acceptExpiringToken());
        return new Asked(
                new Question(request.whatsAppAccountBusinessId(), credentials, accept), missing(wanted, account, now));
    }

    private Asked stored(EnvironmentId id, Instant now) {
        SenderAccount account = store.findAccount(id)
                .orElseThrow(() -> ApiException.notFound(
                        "This environment has no WhatsApp sender account: send the values to be checked in the body."));
        Credentials credentials = vault.read(id, account.credentials().version())
                .orElseThrow(() -> ApiException.notFound(
                        "No credentials are stored for this environment: send the values to be checked in the body."));
        Question question = new Question(
                account.whatsAppAccountBusinessId(),
                credentials,
                account.connection().acceptExpiringToken());
        return new Asked(question, missing(account.templates(), Optional.of(account), now));
    }

    /** What was there at the last survey is not created again. */
    private int missing(Map<Purpose, TemplateOptions> wanted, Optional<SenderAccount> account, Instant now) {
        List<MessageTemplate> known = account.map(templates::templates).orElse(List.of());
        TemplateLedger ledger = account.map(templates::ledger).orElse(TemplateLedger.EMPTY);
        List<TemplateContent> contents = account.map(templates::contents).orElse(List.of());
        AccountTemplates found = new AccountTemplates(known, null, null);
        return planner.plan(wanted, found, ledger, contents, now).creations();
    }
}
