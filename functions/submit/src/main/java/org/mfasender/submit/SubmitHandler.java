package org.mfasender.submit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mfasender.aws.AwsClients;
import org.mfasender.aws.FunctionEnvironment;
import org.mfasender.catalog.TemplateParameters;
import org.mfasender.http.HttpFunction;
import org.mfasender.http.HttpRequest;
import org.mfasender.http.HttpResponse;
import org.mfasender.http.SenderRequestReader;
import org.mfasender.http.SenderResource;
import org.mfasender.sender.EnvironmentId;
import org.mfasender.sender.RunInterval;
import org.mfasender.sender.SenderAccount;
import org.mfasender.store.SenderStore;
import org.mfasender.store.TemplateStore;
import org.mfasender.vault.CredentialVault;
import org.mfasender.workflow.Executions;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * {@code PUT}: submits the request, and waits for the numbers if the caller prefers that. Answers 202 while they are looked for,
 * 200 when there is nothing to wait for.
 */
public final class SubmitHandler extends HttpFunction {

    private final TemplateStore templates;
    private final Submitter submitter;
    private final Waiting waiting;
    private final InstantSource clock;

    public SubmitHandler() {
        this(System.getenv());
    }

    public SubmitHandler(Map<String, String> variables) {
        super(variables);
        FunctionEnvironment environment = new FunctionEnvironment(variables);
        AwsClients clients = new AwsClients(environment);
        DynamoDbClient dynamoDb = clients.dynamoDb();
        SenderStore store = new SenderStore(dynamoDb, environment.text("TABLE_NAME"));
        this.templates = new TemplateStore(dynamoDb, environment.text("TABLE_NAME"));
        this.submitter = new Submitter(
                store,
                new CredentialVault(
                        clients.secretsManager(),
                        environment.text("SECRET_PREFIX"),
                        environment.text("SECRET_KMS_KEY_ID")),
                new Executions(clients.stepFunctions(), environment.text("STATE_MACHINE_ARN")),
                TemplateParameters.defaults(environment),
                new RunInterval(Duration.ofSeconds(environment.number("RUN_INTERVAL_SECONDS"))));
        this.clock = InstantSource.system();
        this.waiting = new Waiting(store, clock);
    }

    @Override
    protected HttpResponse handle(HttpRequest request) {
        EnvironmentId environment = request.environmentId();
        Duration patience = Waiting.patience(request.header("prefer"));
        SenderAccount account = submitter.submit(environment, SenderRequestReader.read(request), now());
        return patience.isZero()
                ? answer(account, Map.of())
                : answer(
                        waiting.forNumbers(account, patience),
                        Map.of("Preference-Applied", "wait=" + patience.toSeconds()));
    }

    private HttpResponse answer(SenderAccount account, Map<String, String> headers) {
        EnvironmentId environment = account.environmentId();
        Instant now = now();
        boolean settled = account.provisioning().asSeenAt(now).status().isFinal() || Waiting.hasNumbers(account);
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Location", SenderResource.path(environment));
        return new HttpResponse(
                settled ? 200 : 202, SenderResource.write(account, templates.contents(account), now), all);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
