package org.mfasender.readsender;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.mfasender.aws.AwsClients;
import org.mfasender.aws.FunctionEnvironment;
import org.mfasender.catalog.TemplateParameters;
import org.mfasender.http.ApiException;
import org.mfasender.http.HttpFunction;
import org.mfasender.http.HttpRequest;
import org.mfasender.http.HttpResponse;
import org.mfasender.http.SenderResource;
import org.mfasender.sender.EnvironmentId;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.Violation;
import org.mfasender.sender.template.MessageTemplate;
import org.mfasender.sender.template.TemplateContent;
import org.mfasender.sender.template.TemplateLedger;
import org.mfasender.sender.template.TemplatePlan;
import org.mfasender.sender.template.TemplatePlanner;
import org.mfasender.store.SenderStore;
import org.mfasender.store.TemplateStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code GET}: the account as it is stored; Meta is not asked. {@code expand=whatsAppTemplates} adds the templates. */
public final class ReadSenderHandler extends HttpFunction {

    private static final String TEMPLATES = "whatsAppTemplates";

    private final SenderStore store;
    private final TemplateStore templates;
    private final TemplatePlanner planner;
    private final InstantSource clock;

    public ReadSenderHandler() {
        this(System.getenv());
    }

    public ReadSenderHandler(Map<String, String> variables) {
        super(variables);
        FunctionEnvironment environment = new FunctionEnvironment(variables);
        DynamoDbClient dynamoDb = new AwsClients(environment).dynamoDb();
        this.store = new SenderStore(dynamoDb, environment.text("TABLE_NAME"));
        this.templates = new TemplateStore(dynamoDb, environment.text("TABLE_NAME"));
        this.planner = TemplateParameters.planner(environment);
        this.clock = InstantSource.system();
    }

    @Override
    protected HttpResponse handle(HttpRequest request) {
        EnvironmentId environment = request.environmentId();
        boolean expand =
                request.query("expand").map(ReadSenderHandler::isTemplates).orElse(false);
        SenderAccount account = store.findAccount(environment).orElseThrow(ApiException::noAccount);
        List<TemplateContent> contents = templates.contents(account);
        Instant now = clock.instant();
        ObjectNode resource = SenderResource.write(account, contents, now);
        if (expand) {
            TemplateLedger ledger = templates.ledger(account);
            List<MessageTemplate> known = templates.templates(account);
            TemplatePlan plan = planner.plan(account.templates(), ledger.asLastSeen(known), ledger, contents, now);
            SenderResource.addTemplates(resource, known, contents, plan);
        }
        return new HttpResponse(200, resource, Map.of());
    }

    private static boolean isTemplates(String expand) {
        if (expand.equalsIgnoreCase(TEMPLATES)) {
            return true;
        }
        throw ApiException.invalidRequest(
                400, Violation.values("expand", "Only whatsAppTemplates can be expanded.", List.of(TEMPLATES)));
    }
}
