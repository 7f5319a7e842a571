package org.mfasender.submit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mfasender.aws.AwsClients;
import org.mfasender.aws.FunctionEnvironment;
import org.mfasender.http.ApiException;
import org.mfasender.http.HttpFunction;
import org.mfasender.http.HttpRequest;
import org.mfasender.http.HttpResponse;
import org.mfasender.http.SenderRequestReader;
import org.mfasender.http.SenderResource;
import org.mfasender.sender.EnvironmentId;
import org.mfasender.sender.Locales;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderRequest;
import org.mfasender.sender.Submission;
import org.mfasender.sender.Submission.Nothing;
import org.mfasender.sender.Submission.Refuse;
import org.mfasender.sender.Submission.Select;
import org.mfasender.sender.Submission.Start;
import org.mfasender.store.SenderStore;
import org.mfasender.store.StaleRevisionException;
import org.mfasender.vault.CredentialVault;
import org.mfasender.workflow.Executions;

/**
 * {@code PUT}: records the request, stores the credentials, starts the execution, in this order. Each of the three may be
 * repeated, so that the same request completes what an attempt before it left half done. Answers 202 while the run goes on,
 * 200 when there is nothing to wait for.
 */
public final class SubmitHandler extends HttpFunction {

    private static final int MOST_ATTEMPTS = 5;

    private final SenderStore store;
    private final CredentialVault vault;
    private final Executions executions;
    private final Waiting waiting;
    private final List<String> defaultLocales;
    private final InstantSource clock;

    public SubmitHandler() {
        this(System.getenv());
    }

    public SubmitHandler(Map<String, String> variables) {
        FunctionEnvironment environment = new FunctionEnvironment(variables);
        AwsClients clients = new AwsClients(environment);
        this.store = new SenderStore(clients.dynamoDb(), environment.text("TABLE_NAME"));
        this.vault = new CredentialVault(clients.secretsManager(), environment.text("SECRET_PREFIX"));
        this.executions = new Executions(clients.stepFunctions(), environment.text("STATE_MACHINE_ARN"));
        this.defaultLocales = Locales.checked(environment.list("DEFAULT_LOCALES"));
        this.clock = InstantSource.system();
        this.waiting = new Waiting(store, clock);
    }

    @Override
    protected HttpResponse handle(HttpRequest request) {
        EnvironmentId environment = request.environmentId();
        Duration patience = Waiting.patience(request.header("prefer"));
        SenderAccount account = submit(environment, SenderRequestReader.read(request));
        return patience.isZero()
                ? answer(account, Map.of())
                : answer(
                        waiting.forNumbers(account, patience),
                        Map.of("Preference-Applied", "wait=" + patience.toSeconds()));
    }

    private SenderAccount submit(EnvironmentId environment, SenderRequest wanted) {
        for (int attempt = 1; ; attempt++) {
            try {
                return carryOut(Submission.decide(
                        store.find(environment).orElse(null), wanted, environment, defaultLocales, now()));
            } catch (StaleRevisionException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private SenderAccount carryOut(Submission.Decision decision) {
        return switch (decision) {
            case Refuse refuse -> throw ApiException.invalidData(refuse.status(), refuse.violations());
            case Nothing nothing -> nothing.account();
            case Select select -> {
                store.put(select.account());
                yield select.account();
            }
            case Start start -> {
                SenderAccount account = start.account();
                if (!start.recorded()) {
                    store.put(account);
                }
                if (start.credentials() != null) {
                    vault.putPending(
                            account.environmentId(), account.credentials().version(), start.credentials());
                }
                executions.start(account);
                yield account;
            }
        };
    }

    private HttpResponse answer(SenderAccount account, Map<String, String> headers) {
        EnvironmentId environment = account.environmentId();
        Instant now = now();
        boolean settled = account.provisioning().asSeenAt(now).status().isFinal() || Waiting.hasNumbers(account);
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Location", SenderResource.path(environment));
        return new HttpResponse(
                settled ? 200 : 202, SenderResource.write(account, store.contents(environment), now), all);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
