package org.mfasender.setup.dryrun;

import java.util.List;
import java.util.Map;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.MetaAnswers;
import org.mfasender.sender.AccountCatalogs;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderStore;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateChanges;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.TemplateOptionsReader;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.TemplateCatalog;
import org.mfasender.templates.plan.AccountSurvey;
import org.mfasender.templates.plan.AccountSurveyor;
import org.mfasender.templates.plan.TemplatePlanner;
import org.mfasender.templates.storage.StoredTemplateItems;
import org.mfasender.templates.storage.TemplateStore;

/**
 * {@code POST …/templates/plan}: what a run would do about the account's templates, with the options that it has or with others that
 * the request names. Reads the account at Meta; stores nothing and writes nothing there.
 */
public final class PlanEndpoint {

    private final SenderStore senders;
    private final TemplateStore templates;
    private final AccountCatalogs catalogs;
    private final MetaAnswers answers;
    private final TemplatePlanner planner;
    private final Clock clock;

    public PlanEndpoint(
            SenderStore senders,
            TemplateStore templates,
            AccountCatalogs catalogs,
            MetaAnswers answers,
            TemplatePlanner planner,
            Clock clock) {
        this.senders = senders;
        this.templates = templates;
        this.catalogs = catalogs;
        this.answers = answers;
        this.planner = planner;
        this.clock = clock;
    }

    public HttpResponse plan(HttpRequest request) {
        EnvironmentId environment = request.environmentId();
        TemplateChanges changes = TemplateOptionsReader.read(request);
        SenderAccount account = senders.findAccount(environment).orElseThrow(ApiException::noAccount);
        Map<Purpose, TemplateOptions> wanted =
                TemplateOptionsReader.apply(changes, account.shown().templates());
        TemplateCatalog catalog = catalogs.of(account).orElseThrow(ApiException::credentialsMissing);
        StoredTemplateItems stored = templates.read(account.owner());
        List<TemplateContent> contents = stored.contents();
        AccountSurveyor surveyor =
                new AccountSurveyor(catalog, planner, wanted, stored.templates(contents), contents, clock::now);
        AccountSurvey survey = answers.to(() -> surveyor.surveyInTime(stored.ledger()));
        return new HttpResponse(200, PlanAnswer.of(environment, survey, contents, clock.now()), Map.of());
    }
}
