package org.mfasender.plantemplates;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.mfasender.aws.AwsClients;
import org.mfasender.aws.FunctionEnvironment;
import org.mfasender.catalog.TemplateCatalog;
import org.mfasender.catalog.TemplateLook;
import org.mfasender.catalog.TemplateParameters;
import org.mfasender.catalog.TemplateSurvey;
import org.mfasender.http.ApiException;
import org.mfasender.http.HttpFunction;
import org.mfasender.http.HttpRequest;
import org.mfasender.http.HttpResponse;
import org.mfasender.http.TemplateOptionsReader;
import org.mfasender.http.TemplatePlanResource;
import org.mfasender.online.AccountCatalogs;
import org.mfasender.online.MetaAnswers;
import org.mfasender.sender.EnvironmentId;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.Violation;
import org.mfasender.sender.template.TemplateChanges;
import org.mfasender.sender.template.TemplateContent;
import org.mfasender.sender.template.TemplatePlanner;
import org.mfasender.store.SenderStore;
import org.mfasender.store.TemplateStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * {@code POST …/templates/plan}: what a run would do about the account's templates, with the options that it has or with others that
 * the request names. Looks at the account at Meta; stores nothing and writes nothing there.
 */
public final class PlanTemplatesHandler extends HttpFunction {

    private final SenderStore senders;
    private final TemplateStore templates;
    private final AccountCatalogs catalogs;
    private final MetaAnswers answers;
    private final TemplatePlanner planner;
    private final InstantSource clock;

    public PlanTemplatesHandler() {
        this(System.getenv());
    }

    public PlanTemplatesHandler(Map<String, String> variables) {
        super(variables);
        FunctionEnvironment environment = new FunctionEnvironment(variables);
        AwsClients clients = new AwsClients(environment);
        DynamoDbClient dynamoDb = clients.dynamoDb();
        this.senders = new SenderStore(dynamoDb, environment.text("TABLE_NAME"));
        this.templates = new TemplateStore(dynamoDb, environment.text("TABLE_NAME"));
        this.catalogs = AccountCatalogs.of(environment, clients);
        this.answers = MetaAnswers.of(environment);
        this.planner = TemplateParameters.planner(environment);
        this.clock = InstantSource.system();
    }

    @Override
    protected HttpResponse handle(HttpRequest request) {
        EnvironmentId environment = request.environmentId();
        TemplateChanges changes = TemplateOptionsReader.read(request);
        SenderAccount account = senders.findAccount(environment).orElseThrow(ApiException::noAccount);
        List<Violation> violations = changes.violations(account.templates());
        if (!violations.isEmpty()) {
            throw ApiException.invalidData(400, violations);
        }
        TemplateCatalog catalog = catalogs.of(account);
        List<TemplateContent> contents = templates.contents(account);
        TemplateSurvey survey = new TemplateSurvey(
                catalog,
                planner,
                changes.applyTo(account.templates()),
                templates.templates(account),
                contents,
                clock::instant);
        TemplateLook look = answers.to(() -> survey.look(templates.ledger(account), List.of()));
        return new HttpResponse(
                200, TemplatePlanResource.write(environment, look.found(), contents, look.plan()), Map.of());
    }
}
