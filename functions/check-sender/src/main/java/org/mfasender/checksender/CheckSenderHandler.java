package org.mfasender.checksender;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.mfasender.aws.AwsClients;
import org.mfasender.aws.FunctionEnvironment;
import org.mfasender.check.DryRun;
import org.mfasender.check.Prerequisites.Question;
import org.mfasender.http.ApiException;
import org.mfasender.http.CheckResource;
import org.mfasender.http.HttpFunction;
import org.mfasender.http.HttpRequest;
import org.mfasender.http.HttpResponse;
import org.mfasender.http.SenderRequestReader;
import org.mfasender.meta.GraphClient;
import org.mfasender.meta.GraphException;
import org.mfasender.meta.GraphFailure;
import org.mfasender.sender.Credentials;
import org.mfasender.sender.EnvironmentId;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderRequest;
import org.mfasender.store.SenderStore;
import org.mfasender.vault.CredentialVault;

/**
 * {@code POST …/checks}: a dry run. Makes every check with the credentials of the request or, without a body, with the stored
 * ones. Stores nothing, starts nothing, and writes nothing at Meta.
 */
public final class CheckSenderHandler extends HttpFunction {

    private final SenderStore store;
    private final CredentialVault vault;
    private final DryRun dryRun;
    private final FunctionEnvironment environment;
    private final InstantSource clock = InstantSource.system();

    public CheckSenderHandler() {
        this(System.getenv());
    }

    public CheckSenderHandler(Map<String, String> variables) {
        this.environment = new FunctionEnvironment(variables);
        AwsClients clients = new AwsClients(environment);
        this.store = new SenderStore(clients.dynamoDb(), environment.text("TABLE_NAME"));
        this.vault = new CredentialVault(clients.secretsManager(), environment.text("SECRET_PREFIX"));
        this.dryRun = new DryRun(GraphClient.connect(environment.uri("GRAPH_URL"), environment.text("GRAPH_VERSION")));
    }

    @Override
    protected HttpResponse handle(HttpRequest request) {
        EnvironmentId id = request.environmentId();
        Asked asked = request.body().length == 0 ? stored(id) : given(id, SenderRequestReader.read(request));
        try {
            DryRun.Outcome outcome = dryRun.run(
                    asked.question(), asked.languages(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
            return new HttpResponse(200, CheckResource.write(id, outcome.checks(), outcome.numbers()), Map.of());
        } catch (GraphException e) {
            throw unanswered(e.failure());
        }
    }

    private Asked given(EnvironmentId id, SenderRequest request) {
        Credentials credentials = request.credentials();
        if (credentials == null) {
            return stored(id);
        }
        List<String> locales = request.locales() == null ? environment.list("DEFAULT_LOCALES") : request.locales();
        boolean accept = Boolean.TRUE.equals(request.acceptExpiringToken());
        return new Asked(new Question(request.whatsAppAccountBusinessId(), credentials, accept), locales.size());
    }

    private Asked stored(EnvironmentId id) {
        SenderAccount account = store.findAccount(id)
                .orElseThrow(() -> ApiException.notFound(
                        "This environment has no WhatsApp sender account: send the values to be checked in the body."));
        Credentials credentials = vault.read(id, account.credentials().version())
                .orElseThrow(() -> ApiException.notFound(
                        "No credentials are stored for this environment: send the values to be checked in the body."));
        Question question =
                new Question(account.whatsAppAccountBusinessId(), credentials, account.acceptExpiringToken());
        return new Asked(question, account.locales().size());
    }

    private ApiException unanswered(GraphFailure failure) {
        if (failure.kind() == GraphFailure.Kind.WAIT) {
            return ApiException.limited(
                    failure.regainAccess() == null
                            ? environment.seconds("THROTTLE_WAIT_SECONDS")
                            : failure.regainAccess());
        }
        return ApiException.metaFailed(failure.details());
    }

    private record Asked(Question question, int languages) {}
}
