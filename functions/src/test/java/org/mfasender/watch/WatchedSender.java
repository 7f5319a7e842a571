package org.mfasender.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.SECRET;
import static org.mfasender.Fixtures.version;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.mfasender.AwsServices;
import org.mfasender.Fixtures;
import org.mfasender.LambdaContext;
import org.mfasender.LostAnswers;
import org.mfasender.local.graph.SimulatedGraph;
import org.mfasender.local.graph.world.MetaApp;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.SystemUser;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.TokenState;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;
import org.mfasender.numbers.storage.NumberListings;
import org.mfasender.platform.Clock;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.secrets.AppSecretCipher;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.platform.secrets.StackSecret;
import org.mfasender.sender.Connection;
import org.mfasender.sender.ReportedChanges;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderStatus;
import org.mfasender.sender.SenderStore;
import org.mfasender.sender.Standing;
import org.mfasender.sender.Unsubscriber;
import org.mfasender.sender.run.StepName;
import org.mfasender.setup.ListNumbers;
import org.mfasender.setup.ProvisionTemplates;
import org.mfasender.setup.Validate;
import org.mfasender.setup.WebhookSecrets;
import org.mfasender.setup.dryrun.DryRun;
import org.mfasender.setup.webhooks.Subscriber;
import org.mfasender.setup.webhooks.WebhookCheck;
import org.mfasender.templates.TemplateNames;
import org.mfasender.templates.plan.CreationPace;
import org.mfasender.templates.plan.TemplatePlanner;
import org.mfasender.templates.storage.TemplateStore;
import org.mfasender.watch.HealthCheck.Checked;
import org.mfasender.webhooks.VerifyTokens;
import org.mfasender.webhooks.secrets.WebhookSecretStore;
import org.mfasender.workflow.Pause;
import org.mfasender.workflow.StepFunction;
import org.mfasender.workflow.StepTools;
import org.mfasender.workflow.StepWork;

/** A sender that was set up and is ready, its account at Meta, and a clock that tests move for both. */
final class WatchedSender {

    private static final TemplateNames NAMES = new TemplateNames("mfa");

    private final AwsServices aws;
    private final SimulatedGraph graph;
    private final Clock clock;
    private final SenderStore store;
    private final TemplateStore templates;
    private final NumberListings listings;
    private final CredentialVault vault;
    private final GraphClient client;
    private final SimulatedAccount meta;

    WatchedSender(AwsServices aws, SimulatedGraph graph, Clock clock, SimulatedAccount meta) {
        this.aws = aws;
        this.graph = graph;
        this.clock = clock;
        this.meta = meta;
        this.store = new SenderStore(aws.dynamoDb(), AwsServices.TABLE, AwsServices.history(aws.dynamoDb()));
        this.templates = new TemplateStore(aws.dynamoDb(), AwsServices.TABLE);
        this.listings = new NumberListings(aws.dynamoDb(), AwsServices.TABLE);
        this.vault = new CredentialVault(aws.secretsManager(), AwsServices.SECRETS);
        this.client = GraphClient.connect(graph.uri(), "v26.0");
    }

    void setUp(boolean acceptExpiringToken) {
        Credentials credentials =
                new Credentials(new Secret(meta.userAccessToken()), meta.appId(), new Secret(meta.appSecret()));
        Connection tried = Fixtures.tried(1, meta.wabaId(), credentials);
        store.put(Fixtures.account(null, acceptExpiringToken ? accepting(tried) : tried)
                .watched(clock.now()));
        vault.putPending(ENVIRONMENT, SECRET, version(1), credentials);
        for (StepName step : StepName.values()) {
            run(step);
        }
        assertThat(connection().status()).isEqualTo(SenderStatus.READY);
    }

    private static Connection accepting(Connection tried) {
        return new Connection(
                tried.whatsAppAccountBusinessId(),
                tried.appId(),
                tried.credentials(),
                true,
                null,
                null,
                tried.templates(),
                tried.numbers(),
                tried.coverage(),
                tried.blocks(),
                tried.reports(),
                tried.run(),
                null,
                tried.status(),
                tried.health());
    }

    /** A check; empty when there was nothing to check. */
    Optional<Checked> look() {
        return look(store);
    }

    /** The same, where the first answer to each write is lost. */
    Optional<Checked> lookLosingAnswers() {
        return look(new SenderStore(
                new LostAnswers(aws.dynamoDb()), AwsServices.TABLE, AwsServices.history(aws.dynamoDb())));
    }

    private Optional<Checked> look(SenderStore senders) {
        ReportedChanges changes = new ReportedChanges(senders, templates, clock);
        WebhookCheck webhooks = new WebhookCheck(client, graph.uri(), app -> "/v1/webhooks/" + app, Optional.empty());
        return new HealthCheck(
                        senders,
                        templates,
                        vault,
                        new DryRun(client),
                        webhooks,
                        new HealthRecorder(senders, templates, listings, changes, clock),
                        clock)
                .check(ENVIRONMENT);
    }

    SenderStore store() {
        return store;
    }

    SenderAccount account() {
        return store.findAccount(ENVIRONMENT).orElseThrow();
    }

    Connection connection() {
        return Objects.requireNonNull(account().connection());
    }

    Standing standing() {
        return Objects.requireNonNull(account().watch().standing());
    }

    World world() {
        return graph.world();
    }

    Waba waba() {
        return world().waba(meta.wabaId());
    }

    PhoneNumber number() {
        return waba().numbers().getFirst();
    }

    String appId() {
        return meta.appId();
    }

    void token(TokenState state) {
        world().changeToken(meta.userAccessToken(), token -> token.withState(state));
    }

    /** The app's at Meta. */
    void appSecret(String secret) {
        world().put(new MetaApp(meta.appId(), world().app(meta.appId()).name(), secret));
    }

    String knownAppSecret() {
        return meta.appSecret();
    }

    void role(String role) {
        SystemUser user = user();
        world().put(new SystemUser(user.id(), user.name(), role, user.businessId()));
    }

    private SystemUser user() {
        return world().usersOf(waba().businessId()).getFirst();
    }

    void templates(UnaryOperator<Template> change) {
        waba().templates().list().forEach(template -> waba().templates().put(change.apply(template)));
    }

    void run(StepName name) {
        run(name, 1, Fixtures.execution(1));
    }

    void run(StepName name, long generation, String execution) {
        StepTools tools = new StepTools(
                store, templates, listings, vault, client, new Pause(Duration.ofMinutes(15), new Random()), clock);
        StepFunction function = new StepFunction(name, tools, work(name, tools)) {};
        String payload = "{\"input\": {\"environmentId\": \"" + ENVIRONMENT + "\", \"generation\": " + generation
                + "}, \"execution\": \"" + execution + "\"}";
        try {
            function.handleRequest(
                    new ByteArrayInputStream(payload.getBytes(StandardCharsets.UTF_8)),
                    new ByteArrayOutputStream(),
                    new LambdaContext());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StepWork work(StepName name, StepTools tools) {
        WebhookSecretStore secrets = new WebhookSecretStore(aws.dynamoDb(), AwsServices.TABLE);
        return switch (name) {
            case VALIDATE ->
                new Validate(
                        tools,
                        new WebhookSecrets(new AppSecretCipher(aws.kms(), "simulated"), AwsServices.KEY, secrets),
                        Duration.ofMinutes(10));
            case LIST_NUMBERS -> new ListNumbers(tools);
            case PROVISION_TEMPLATES ->
                new ProvisionTemplates(
                        tools,
                        new TemplatePlanner(NAMES, new CreationPace(1000)),
                        NAMES,
                        Duration.ofSeconds(30),
                        new Subscriber(
                                new WebhookCheck(client, graph.uri(), app -> "/v1/webhooks/" + app, Optional.empty()),
                                client.webhooks(),
                                new VerifyTokens(new StackSecret(aws.secretsManager(), "hashes")),
                                store,
                                new Unsubscriber(store, secrets, vault, client.webhooks())));
        };
    }
}
