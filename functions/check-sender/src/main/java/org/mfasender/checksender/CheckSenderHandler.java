package org.mfasender.checksender;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.mfasender.aws.AwsClients;
import org.mfasender.aws.FunctionEnvironment;
import org.mfasender.catalog.TemplateParameters;
import org.mfasender.check.DryRun;
import org.mfasender.http.CheckResource;
import org.mfasender.http.HttpFunction;
import org.mfasender.http.HttpRequest;
import org.mfasender.http.HttpResponse;
import org.mfasender.http.SenderRequestReader;
import org.mfasender.meta.GraphClient;
import org.mfasender.online.MetaAnswers;
import org.mfasender.sender.EnvironmentId;
import org.mfasender.store.SenderStore;
import org.mfasender.store.TemplateStore;
import org.mfasender.vault.CredentialVault;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * {@code POST …/checks}: a dry run. Makes every check with the credentials of the request or, without a body, with the stored
 * ones. Stores nothing, starts nothing, and writes nothing at Meta.
 */
public final class CheckSenderHandler extends HttpFunction {

    private final Questions questions;
    private final DryRun dryRun;
    private final MetaAnswers answers;
    private final InstantSource clock;

    public CheckSenderHandler() {
        this(System.getenv());
    }

    public CheckSenderHandler(Map<String, String> variables) {
        super(variables);
        FunctionEnvironment environment = new FunctionEnvironment(variables);
        AwsClients clients = new AwsClients(environment);
        DynamoDbClient dynamoDb = clients.dynamoDb();
        String table = environment.text("TABLE_NAME");
        this.questions = new Questions(
                new SenderStore(dynamoDb, table),
                new TemplateStore(dynamoDb, table),
                new CredentialVault(clients.secretsManager(), environment.text("SECRET_PREFIX")),
                TemplateParameters.planner(environment),
                TemplateParameters.defaults(environment));
        this.dryRun = new DryRun(GraphClient.connect(environment.uri("GRAPH_URL"), environment.text("GRAPH_VERSION")));
        this.answers = MetaAnswers.of(environment);
        this.clock = InstantSource.system();
    }

    @Override
    protected HttpResponse handle(HttpRequest request) {
        EnvironmentId id = request.environmentId();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Questions.Asked asked = request.body().length == 0
                ? questions.stored(id, now)
                : questions.given(id, SenderRequestReader.read(request), now);
        DryRun.Outcome outcome = answers.to(() -> dryRun.run(asked.question(), asked.wantedTemplates(), now));
        return new HttpResponse(200, CheckResource.write(id, outcome.checks(), outcome.numbers()), Map.of());
    }
}
