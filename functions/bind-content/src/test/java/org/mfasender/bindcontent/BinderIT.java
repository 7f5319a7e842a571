package org.mfasender.bindcontent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.aws.AwsClients;
import org.mfasender.aws.FunctionEnvironment;
import org.mfasender.http.ApiException;
import org.mfasender.local.aws.LocalDynamoDb;
import org.mfasender.local.aws.LocalSecretsManager;
import org.mfasender.local.graph.SimulatedGraph;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Template;
import org.mfasender.meta.GraphClient;
import org.mfasender.online.AccountCatalogs;
import org.mfasender.online.MetaAnswers;
import org.mfasender.sender.Credentials;
import org.mfasender.sender.EnvironmentId;
import org.mfasender.sender.Secret;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderRequest;
import org.mfasender.sender.Submission;
import org.mfasender.sender.template.ContentRequest;
import org.mfasender.sender.template.MessageTemplate;
import org.mfasender.sender.template.OtpButton;
import org.mfasender.sender.template.Purpose;
import org.mfasender.sender.template.TemplateChanges;
import org.mfasender.sender.template.TemplateChoice;
import org.mfasender.sender.template.TemplateContent;
import org.mfasender.sender.template.TemplateOptions;
import org.mfasender.sender.template.TemplateSettings;
import org.mfasender.store.SenderStore;
import org.mfasender.store.TemplateStore;
import org.mfasender.vault.CredentialVault;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What comes between Meta's answer and the write: the binder looks at its clock there, which lets the tests act. */
class BinderIT {

    private static final String TABLE = "contents";
    private static final Instant NOW = Instant.parse("2026-10-01T08:00:00Z");
    private static final Purpose PAIRING = Purpose.DEVICE_PAIRING;

    private static LocalDynamoDb dynamoDb;
    private static LocalSecretsManager secretsManager;
    private static SimulatedGraph graph;
    private static SenderStore senders;
    private static TemplateStore templates;
    private static CredentialVault vault;

    private final EnvironmentId environment = new EnvironmentId(UUID.randomUUID());
    private SimulatedAccount meta;
    private Template own;
    private Binder binder;
    private Runnable meanwhile = () -> {};

    @BeforeAll
    static void start() throws Exception {
        dynamoDb = LocalDynamoDb.start();
        secretsManager = LocalSecretsManager.start();
        graph = SimulatedGraph.start(0, InstantSource.system(), Duration.ZERO);
        AwsClients clients = new AwsClients(new FunctionEnvironment(Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "simulatedSecretKey",
                "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString(),
                "AWS_ENDPOINT_URL_SECRETS_MANAGER", secretsManager.endpoint().toString())));
        DynamoDbClient client = clients.dynamoDb();
        client.createTable(request -> request.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("pk"), text("sk"))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
        senders = new SenderStore(client, TABLE);
        templates = new TemplateStore(client, TABLE);
        vault = new CredentialVault(clients.secretsManager(), "mfa/sender/");
    }

    @AfterAll
    static void stop() {
        graph.close();
        secretsManager.close();
        dynamoDb.close();
    }

    @BeforeEach
    void anApprovedTemplate() {
        meta = graph.world().newAccount().create();
        own = approved(meta);
        binder = new Binder(
                senders,
                templates,
                new AccountCatalogs(vault, GraphClient.connect(graph.uri(), "v26.0")),
                new MetaAnswers(Duration.ofMinutes(15)),
                clock());
    }

    @Test
    void aDeletionInBetweenWins() {
        configure(meta);
        meanwhile = () -> senders.delete(environment, NOW);

        ApiException refused = refusal(request("en", own));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(templates.contents(environment)).isEmpty();
    }

    @Test
    void anotherAccountInBetweenIsAskedForTheTemplateAnew() {
        configure(meta);
        SimulatedAccount other = graph.world().newAccount().create();
        meanwhile = () -> configure(other);

        ApiException refused = refusal(request("en", own));

        assertThat(refused.violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.target()).isEqualTo("whatsAppTemplate.name"));
        assertThat(templates.contents(environment)).isEmpty();
    }

    @Test
    void aContentThatARunBindsInBetweenIsAConflict() {
        configure(meta);
        meanwhile = () -> record(automatic(own));

        assertThat(refusal(request("en", own)).status()).isEqualTo(409);
        assertThat(templates.contents(account()).getFirst().manual()).isFalse();
    }

    @Test
    void aRunThatSeesAContentInBetweenDoesNotUndoTheChoice() {
        configure(meta);
        TemplateContent automatic = automatic(own);
        record(automatic);
        Template chosen = approved(meta);
        meanwhile = () -> record(automatic.rebound(seen(own, "PAUSED"), NOW));

        TemplateContent bound = binder.rebind(environment, PAIRING, automatic.id(), request("en", chosen))
                .content();

        assertThat(bound.manual()).isTrue();
        assertThat(bound.template().id()).isEqualTo(chosen.id());
        assertThat(templates.contents(account())).containsExactly(bound);
    }

    @Test
    void aContentThatIsDeletedInBetweenIsNotFound() {
        configure(meta);
        TemplateContent automatic = automatic(own);
        record(automatic);
        meanwhile = () -> templates.remove(account(), automatic);

        ApiException refused = Objects.requireNonNull(catchThrowableOfType(
                ApiException.class, () -> binder.rebind(environment, PAIRING, automatic.id(), request("en", own))));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(templates.contents(account())).isEmpty();
    }

    /** Lets what is to happen meanwhile happen once. */
    private InstantSource clock() {
        return () -> {
            Runnable once = meanwhile;
            meanwhile = () -> {};
            once.run();
            return NOW;
        };
    }

    private ApiException refusal(ContentRequest wanted) {
        return Objects.requireNonNull(
                catchThrowableOfType(ApiException.class, () -> binder.bind(environment, PAIRING, wanted)));
    }

    private void configure(SimulatedAccount account) {
        Credentials credentials = new Credentials(
                new Secret(account.userAccessToken()), account.appId(), new Secret(account.appSecret()));
        SenderRequest request = new SenderRequest(
                account.wabaId(), account.appId(), credentials, null, TemplateChanges.NONE, null, null);
        Map<Purpose, TemplateOptions> wanted = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            wanted.put(
                    purpose,
                    new TemplateOptions(List.of("en"), new TemplateSettings(10, true, 600, OtpButton.COPY_CODE)));
        }
        Submission.Start start = (Submission.Start)
                Submission.decide(senders.find(environment).orElse(null), request, environment, wanted, NOW);
        vault.putPending(environment, start.account().credentials().version(), credentials);
        senders.put(start.account());
    }

    private SenderAccount account() {
        return senders.findAccount(environment).orElseThrow();
    }

    private void record(TemplateContent content) {
        templates.record(account(), List.of(content.template()), recorded -> List.of(content));
    }

    private TemplateContent automatic(Template template) {
        return TemplateContent.automatic(environment, PAIRING, "en", seen(template, "APPROVED"), NOW);
    }

    private static MessageTemplate seen(Template template, String status) {
        return new MessageTemplate(
                template.id(), template.name(), template.language(), "AUTHENTICATION", status, null, null, null, null);
    }

    private static ContentRequest request(String locale, Template template) {
        return new ContentRequest(
                locale, null, new TemplateChoice(template.id(), template.name(), template.language()));
    }

    private static Template approved(SimulatedAccount account) {
        return graph.world()
                .addTemplate(
                        graph.world().waba(account.wabaId()),
                        "own_" + UUID.randomUUID().toString().replace('-', '_'),
                        "en",
                        "AUTHENTICATION",
                        "APPROVED");
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
