package org.mfasender.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.SECRET;
import static org.mfasender.Fixtures.version;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mfasender.AwsServices;
import org.mfasender.Fixtures;
import org.mfasender.LambdaContext;
import org.mfasender.LostAnswers;
import org.mfasender.local.graph.SimulatedGraph;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.graph.protocol.Faults;
import org.mfasender.local.graph.world.AccessToken;
import org.mfasender.local.graph.world.Health;
import org.mfasender.local.graph.world.MetaApp;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.SystemUser;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.TokenState;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.numbers.storage.NumberListings;
import org.mfasender.platform.Clock;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.secrets.AppSecretCipher;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.platform.secrets.StackSecret;
import org.mfasender.sender.AccountReport;
import org.mfasender.sender.AccountWebhooks;
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
import org.mfasender.templates.catalog.TemplateReport;
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

    /** What blocks calls, and no messages. */
    static final Health WITHOUT_CALLS = new Health("AVAILABLE", "BLOCKED", List.of(), List.of());

    private static final TemplateNames NAMES = new TemplateNames("mfa");
    /** Nobody listens there. */
    private static final String BASE = "http://127.0.0.1:9";

    private final AwsServices aws;
    private final SimulatedGraph graph;
    private final Clock clock;
    private final SenderStore store;
    private final TemplateStore templates;
    private final NumberListings listings;
    private final CredentialVault vault;
    private final GraphClient client;
    private final SimulatedAccount meta;
    private @Nullable AccessToken token;
    private @Nullable MetaApp app;
    private @Nullable Waba waba;
    private @Nullable PhoneNumber number;
    private @Nullable PhoneNumber further;
    private List<Template> originals = List.of();

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
        subscribe();
        store.put(Fixtures.account(null, tried(credentials, acceptExpiringToken))
                .withWebhooks(new AccountWebhooks(BASE, List.of()))
                .watched(clock.now()));
        vault.putPending(ENVIRONMENT, SECRET, version(1), credentials);
        for (StepName step : StepName.values()) {
            run(step);
        }
        assertThat(connection().status()).isEqualTo(SenderStatus.READY);
        token = world().token(meta.userAccessToken()).orElseThrow();
        app = app();
        waba = waba();
        number = number();
        originals = waba().templates().list();
    }

    private Connection tried(Credentials credentials, boolean acceptExpiringToken) {
        Connection tried = Fixtures.tried(1, meta.wabaId(), credentials);
        return new Connection(
                tried.whatsAppAccountBusinessId(),
                tried.appId(),
                tried.credentials(),
                acceptExpiringToken,
                null,
                null,
                Fixtures.options("en", "de"),
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
        return new HealthCheck(
                        senders,
                        templates,
                        vault,
                        new DryRun(client),
                        webhooks(),
                        new HealthRecorder(senders, templates, listings, changes, clock),
                        clock)
                .check(ENVIRONMENT);
    }

    /** As webhooks about each template do. */
    void reportTemplates(String status) {
        waba().templates()
                .list()
                .forEach(template -> changes()
                        .ofTemplate(
                                ENVIRONMENT,
                                meta.wabaId(),
                                new TemplateReport(
                                        template.id(), TemplateReport.Aspect.STATUS, status, null, seconds())));
    }

    /** As a webhook about the account does. */
    void reportAccount(AccountReport.Kind kind, boolean blocks) {
        changes().ofAccount(ENVIRONMENT, meta.wabaId(), new AccountReport(kind, blocks, seconds(), null));
    }

    /** Webhooks have whole seconds. */
    private Instant seconds() {
        return clock.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private ReportedChanges changes() {
        return new ReportedChanges(store, templates, clock);
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
        token(changed -> changed.withState(state));
    }

    void token(UnaryOperator<AccessToken> change) {
        world().changeToken(meta.userAccessToken(), change);
    }

    void restoreToken() {
        world().putToken(Objects.requireNonNull(token));
    }

    MetaApp app() {
        return world().app(meta.appId());
    }

    void restoreApp() {
        world().put(Objects.requireNonNull(app));
    }

    void restoreWaba() {
        world().put(Objects.requireNonNull(waba));
    }

    void restoreNumber() {
        world().restore(Objects.requireNonNull(number));
    }

    /** As the set-up subscribes it. */
    void subscribe() {
        subscribe(BASE + path(meta.appId()));
    }

    void subscribe(String callback) {
        graph.webhooks().subscribe(meta.wabaId(), meta.appId(), URI.create(callback));
    }

    private static String path(String appId) {
        return "/v1/webhooks/" + appId;
    }

    private WebhookCheck webhooks() {
        return new WebhookCheck(client, graph.uri(), WatchedSender::path, Optional.empty());
    }

    /** Spreads messages over one more number. */
    void spread() {
        PhoneNumber added = world().addNumber(waba());
        further = added;
        SenderNumber listed = Fixtures.number(added.id(), added.text("display_phone_number"), "CONNECTED");
        store.update(
                ENVIRONMENT,
                account -> Optional.of(account.changing(
                        connection().run().generation(),
                        connection ->
                                connection.withNumbers(connection.numbers().spreadingOver(List.of(listed))),
                        clock.now())));
    }

    PhoneNumber furtherNumber() {
        return Objects.requireNonNull(further);
    }

    Faults faults() {
        return graph.faults();
    }

    /** Each call about the account gets an error, with any token. */
    void refuseAccount(Fault.Kind kind) {
        Fault fault = Fault.of(kind).times(1000);
        faults().on("GET", "/" + meta.wabaId(), fault).on("GET", "/" + meta.wabaId() + "/*", fault);
    }

    WatchedSender assign(Set<String> tasks) {
        waba().assign(meta.userId(), tasks);
        return this;
    }

    /** The app's at Meta. */
    void appSecret(String secret) {
        world().put(new MetaApp(meta.appId(), app().name(), secret));
        subscribe();
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

    void templatesIn(String status) {
        templates(template -> template.withLife(life -> life.in(status, clock.now(), null)));
    }

    void templatesIn(String language, String status) {
        templates(template -> template.language().equals(language)
                ? template.withLife(life -> life.in(status, clock.now(), null))
                : template);
    }

    void deleteTemplates() {
        waba().templates().list().forEach(template -> waba().templates().remove(template, null));
    }

    void restoreTemplates() {
        originals.forEach(waba().templates()::put);
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
                                webhooks(),
                                client.webhooks(),
                                new VerifyTokens(new StackSecret(aws.secretsManager(), "hashes")),
                                store,
                                new Unsubscriber(store, secrets, vault, client.webhooks())));
        };
    }
}
