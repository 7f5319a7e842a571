package org.mfasender.checksender;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.mfasender.aws.AwsClients;
import org.mfasender.aws.FunctionEnvironment;
import org.mfasender.catalog.TemplateParameters;
import org.mfasender.check.DryRun;
import org.mfasender.http.ApiException;
import org.mfasender.http.CheckResource;
import org.mfasender.http.HttpFunction;
import org.mfasender.http.HttpRequest;
import org.mfasender.http.HttpResponse;
import org.mfasender.http.SenderRequestReader;
import org.mfasender.meta.GraphClient;
import org.mfasender.meta.GraphException;
import org.mfasender.meta.GraphFailure;
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
    private final Duration throttleWait;
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
        this.throttleWait = environment.seconds("THROTTLE_WAIT_SECONDS");
        this.clock = InstantSource.system();
    }

    @Override
    protected HttpResponse handle(HttpRequest request) {
        EnvironmentId id = request.environmentId();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Questions.Asked asked = request.body().length == 0
                ? questions.stored(id, now)
                : questions.given(id, SenderRequestReader.read(request), now);
        try {
            DryRun.Outcome outcome = dryRun.run(asked.question(), asked.wantedTemplates(), now);
            return new HttpResponse(200, CheckResource.write(id, outcome.checks(), outcome.numbers()), Map.of());
        } catch (GraphException e) {
            throw unanswered(e.failure());
        }
    }

    private ApiException unanswered(GraphFailure failure) {
        if (failure.kind() == GraphFailure.Kind.WAIT) {
            return ApiException.limited(Objects.requireNonNullElse(failure.regainAccess(), throttleWait));
        }
        return ApiException.metaFailed(failure.details());
    }
}
