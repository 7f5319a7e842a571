package org.mfasender.deletesender;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.mfasender.aws.AwsClients;
import org.mfasender.aws.FunctionEnvironment;
import org.mfasender.http.ApiException;
import org.mfasender.http.DeletionResource;
import org.mfasender.http.HttpFunction;
import org.mfasender.http.HttpRequest;
import org.mfasender.http.HttpResponse;
import org.mfasender.sender.DeletedSender;
import org.mfasender.sender.EnvironmentId;
import org.mfasender.sender.template.TemplateContent;
import org.mfasender.store.SenderStore;
import org.mfasender.store.TemplateStore;
import org.mfasender.vault.CredentialVault;
import org.mfasender.workflow.Executions;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * {@code DELETE}: marks the account as deleted, so that a run has no effect any more; then stops the execution, schedules the
 * secret for deletion and removes templates and contents. What an interrupted attempt left is done by sending it again.
 * Nothing is changed at Meta; the answer says what stays there.
 */
public final class DeleteSenderHandler extends HttpFunction {

    private final SenderStore store;
    private final TemplateStore templates;
    private final CredentialVault vault;
    private final Executions executions;
    private final int recoveryDays;
    private final InstantSource clock;

    public DeleteSenderHandler() {
        this(System.getenv());
    }

    public DeleteSenderHandler(Map<String, String> variables) {
        super(variables);
        FunctionEnvironment environment = new FunctionEnvironment(variables);
        AwsClients clients = new AwsClients(environment);
        DynamoDbClient dynamoDb = clients.dynamoDb();
        this.store = new SenderStore(dynamoDb, environment.text("TABLE_NAME"));
        this.templates = new TemplateStore(dynamoDb, environment.text("TABLE_NAME"));
        this.vault = new CredentialVault(clients.secretsManager(), environment.text("SECRET_PREFIX"));
        this.executions = new Executions(clients.stepFunctions(), environment.text("STATE_MACHINE_ARN"));
        this.recoveryDays = environment.number("SECRET_RECOVERY_DAYS");
        this.clock = InstantSource.system();
    }

    @Override
    protected HttpResponse handle(HttpRequest request) {
        EnvironmentId environment = request.environmentId();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        DeletedSender deleted = store.delete(environment, now).orElseThrow(ApiException::noAccount);
        executions.stop(deleted.execution());
        vault.scheduleDeletion(environment, recoveryDays);
        List<TemplateContent> contents = templates.contents(environment);
        templates.removeAll(deleted);
        store.complete(deleted);
        return new HttpResponse(200, DeletionResource.write(deleted, contents, recoveryDays), Map.of());
    }
}
