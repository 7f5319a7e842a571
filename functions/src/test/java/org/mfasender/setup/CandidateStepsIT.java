package org.mfasender.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.Fixtures.SECRET;
import static org.mfasender.Fixtures.version;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.AwsServices;
import org.mfasender.Fixtures;
import org.mfasender.LambdaContext;
import org.mfasender.checks.CheckName;
import org.mfasender.checks.MutatingGraph;
import org.mfasender.local.graph.SimulatedGraph;
import org.mfasender.local.graph.world.Review;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.numbers.storage.NumberListings;
import org.mfasender.platform.Clock;
import org.mfasender.platform.json.Json;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.secrets.AppSecretCipher;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.platform.secrets.PartialCredentials;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.platform.secrets.StackSecret;
import org.mfasender.platform.secrets.StoredCredentials;
import org.mfasender.sender.Connection;
import org.mfasender.sender.CredentialParts;
import org.mfasender.sender.CredentialSummary;
import org.mfasender.sender.FormerCredentials;
import org.mfasender.sender.FormerCredentialsRemover;
import org.mfasender.sender.SecretName;
import org.mfasender.sender.SecretSummary;
import org.mfasender.sender.SendProjection;
import org.mfasender.sender.SendStore;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderStatus;
import org.mfasender.sender.SenderStore;
import org.mfasender.sender.Unsubscriber;
import org.mfasender.sender.run.ProgressStatus;
import org.mfasender.sender.run.StepName;
import org.mfasender.setup.webhooks.Subscriber;
import org.mfasender.setup.webhooks.WebhookCheck;
import org.mfasender.templates.TemplateNames;
import org.mfasender.templates.plan.CreationPace;
import org.mfasender.templates.plan.TemplatePlanner;
import org.mfasender.templates.storage.TemplateStore;
import org.mfasender.webhooks.VerifyTokens;
import org.mfasender.webhooks.secrets.StoredWebhookSecret;
import org.mfasender.webhooks.secrets.WebhookSecretStore;
import org.mfasender.workflow.Pause;
import org.mfasender.workflow.StepFunction;
import org.mfasender.workflow.StepResult;
import org.mfasender.workflow.StepTools;
import org.mfasender.workflow.StepWork;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Runs of a candidate beside a connection: what they change, and when the candidate becomes the connection. */
class CandidateStepsIT {

    private static final TemplateNames NAMES = new TemplateNames("mfa");

    private static AwsServices aws;
    private static SimulatedGraph graph;
    private static Instant now = NOW;

    private SenderStore store;
    private SimulatedAccount works;
    private URI meta = URI.create("http://127.0.0.1");

    @BeforeAll
    static void startServices() throws Exception {
        aws = AwsServices.start();
        graph = SimulatedGraph.start(0, () -> now, Duration.ZERO);
    }

    @AfterAll
    static void stopServices() {
        graph.close();
        aws.close();
    }

    /** Everything works with the first run. */
    @BeforeEach
    void connect() {
        now = NOW;
        aws.clearTable();
        aws.clearSecrets();
        graph.reset();
        meta = graph.uri();
        store = new SenderStore(aws.dynamoDb(), AwsServices.TABLE, AwsServices.history(aws.dynamoDb()));
        works = graph.world().newAccount().numbers(1).create();
        SenderAccount first = Fixtures.account(null, tried(1, works));
        store.put(first);
        vault().putPending(ENVIRONMENT, SECRET, version(1), credentials(works));
        for (StepName step : StepName.values()) {
            assertThat(status(step, 1L)).isEqualTo("SUCCEEDED");
        }
        assertThat(connection().status()).isEqualTo(SenderStatus.READY);
    }

    @Test
    void aRunFindsOutMetasMessagingLimit() {
        assertThat(sent().via()).extracting(SendProjection.Via::messagingLimit).isEqualTo("TIER_2K");
    }

    @Test
    void aCandidateThatIsRefusedChangesNothingOfTheConnection() {
        Connection before = connection();
        SendProjection sent = sent();
        submit(2, graph.accounts().named("expired-token"));

        assertThat(status(StepName.VALIDATE, 2L)).isEqualTo("FAILED");

        assertThat(candidate().status()).isEqualTo(SenderStatus.ACTION_REQUIRED);
        assertThat(candidate().run().step(StepName.VALIDATE).checks()).isNotEmpty();
        assertThat(connection()).isEqualTo(before);
        assertThat(sent()).isEqualTo(sent);
        assertThat(labels(1)).contains("AWSCURRENT");
        assertThat(status(StepName.PROVISION_TEMPLATES, 1L))
                .as("the connection's own run goes on")
                .isEqualTo("SUCCEEDED");
        assertThat(connection().run().generation()).isEqualTo(1);
        assertThat(candidate().run().status()).isEqualTo(ProgressStatus.FAILED);
    }

    @Test
    void onTheSameWhatsAppBusinessAccountACandidateIsPromotedWhenItsNumbersAreListed() {
        SenderNumber selected = connection().numbers().selected();
        submit(2, works);

        assertThat(status(StepName.VALIDATE, 2L)).isEqualTo("SUCCEEDED");
        assertThat(connection().run().generation()).isEqualTo(1);
        assertThat(labels(1)).contains("AWSCURRENT");
        assertThat(labels(2)).containsExactly("AWSPENDING");

        assertThat(status(StepName.LIST_NUMBERS, 2L)).isEqualTo("SUCCEEDED");
        assertThat(account().candidate()).isNull();
        assertThat(connection().run().generation()).isEqualTo(2);
        assertThat(connection().numbers().selected()).isEqualTo(selected);
        assertThat(connection().status()).isEqualTo(SenderStatus.READY);
        assertThat(labels(2)).contains("AWSCURRENT");
        assertThat(Objects.requireNonNull(sent().via()).credentialVersion()).isEqualTo(version(2));
        assertThat(status(StepName.PROVISION_TEMPLATES, 1L)).isEqualTo("OVERTAKEN");
        assertThat(status(StepName.PROVISION_TEMPLATES, 2L)).isEqualTo("SUCCEEDED");
    }

    @Test
    void onAnotherOneItIsPromotedWhenEveryPurposeIsServed() {
        SimulatedAccount other = graph.world().newAccount().numbers(1).create();
        graph.world().waba(other.wabaId()).review(Review.approving(Duration.ofHours(2)));
        SendProjection sent = sent();
        submit(2, other);
        assertThat(status(StepName.VALIDATE, 2L)).isEqualTo("SUCCEEDED");
        assertThat(status(StepName.LIST_NUMBERS, 2L)).isEqualTo("SUCCEEDED");

        assertThat(status(StepName.PROVISION_TEMPLATES, 2L)).isEqualTo("WAITING");
        assertThat(connection().whatsAppAccountBusinessId()).isEqualTo(works.wabaId());
        assertThat(candidate().status()).isEqualTo(SenderStatus.IN_REVIEW);
        assertThat(sent()).isEqualTo(sent);
        assertThat(labels(1)).contains("AWSCURRENT");

        now = NOW.plus(Duration.ofHours(3));
        assertThat(status(StepName.PROVISION_TEMPLATES, 2L)).isEqualTo("SUCCEEDED");
        assertThat(account().candidate()).isNull();
        assertThat(connection().whatsAppAccountBusinessId()).isEqualTo(other.wabaId());
        assertThat(connection().status()).isEqualTo(SenderStatus.READY);
        assertThat(connection().verifiedAt()).isEqualTo(now);
        assertThat(Objects.requireNonNull(sent().via()).whatsAppAccountBusinessId())
                .isEqualTo(other.wabaId());
        assertThat(sent().obstacles()).isEmpty();
        assertThat(labels(2)).contains("AWSCURRENT");
        assertThat(status(StepName.PROVISION_TEMPLATES, 1L)).isEqualTo("OVERTAKEN");
    }

    @Test
    void onAnotherOneItIsNotPromotedBeforeANumberIsSelected() {
        submit(2, graph.world().newAccount().numbers(2).create());
        for (StepName step : StepName.values()) {
            assertThat(status(step, 2L)).isEqualTo("SUCCEEDED");
        }
        assertThat(connection().whatsAppAccountBusinessId()).isEqualTo(works.wabaId());
        assertThat(candidate().status()).isEqualTo(SenderStatus.NUMBER_REQUIRED);

        SenderNumber chosen = store.numbers(account(), candidate()).getFirst();
        store.update(
                ENVIRONMENT,
                2,
                (account, candidate) ->
                        candidate.withNumbers(candidate.numbers().selecting(chosen)),
                now);

        assertThat(account().candidate()).isNull();
        assertThat(connection().run().generation()).isEqualTo(2);
        assertThat(Objects.requireNonNull(sent().via()).numberId()).isEqualTo(chosen.numberId());
    }

    @Test
    void theNextStepMovesTheLabelThatThisOneCouldNot() {
        submit(2, works);
        status(StepName.VALIDATE, 2L);
        StepTools unable = tools(new CredentialVault(withoutLabels(), AwsServices.SECRETS));

        assertThat(invoke(step(StepName.LIST_NUMBERS, unable), 2L, Fixtures.execution(2))
                        .path("status")
                        .asText())
                .isEqualTo("SUCCEEDED");
        assertThat(connection().run().generation()).isEqualTo(2);
        assertThat(labels(1)).contains("AWSCURRENT");

        assertThat(status(StepName.PROVISION_TEMPLATES, 2L)).isEqualTo("SUCCEEDED");
        assertThat(labels(2)).contains("AWSCURRENT");
    }

    @Test
    void aCandidateThatAnotherReplacedIsSuperseded() {
        submit(2, works);
        submit(3, works);
        SenderAccount before = account();

        assertThat(status(StepName.VALIDATE, 2L)).isEqualTo("OVERTAKEN");
        assertThat(account()).isEqualTo(before);
        assertThat(status(StepName.VALIDATE, 3L)).isEqualTo("SUCCEEDED");
    }

    @Test
    void anExecutionThatAPersonStartedIsOfTheCandidateIfThereIsOne() {
        submit(2, graph.accounts().named("expired-token"));

        JsonNode answer = invoke(step(StepName.VALIDATE, tools(vault())), null, "by-hand");

        assertThat(answer.path("generation").asLong()).isEqualTo(3);
        assertThat(answer.path("status").asText()).isEqualTo("FAILED");
        assertThat(candidate().run().execution()).isEqualTo("by-hand");
        assertThat(connection().run().generation()).isEqualTo(1);
    }

    @Test
    void withoutACandidateItIsOfTheConnection() {
        JsonNode answer = invoke(step(StepName.VALIDATE, tools(vault())), null, "by-hand");

        assertThat(answer.path("generation").asLong()).isEqualTo(2);
        assertThat(connection().run().execution()).isEqualTo("by-hand");
        assertThat(account().candidate()).isNull();
        assertThat(status(StepName.LIST_NUMBERS, 1L)).isEqualTo("OVERTAKEN");
    }

    /** Both list the numbers of one account; neither refers to what the other one removes. */
    @Test
    void aCandidateAndTheConnectionListTheirNumbersAtOnce() {
        submit(2, works);
        status(StepName.VALIDATE, 2L);
        StepTools tools = tools(vault());
        StepFunction meanwhile = new StepFunction(StepName.LIST_NUMBERS, tools, (job, credentials, step) -> {
            StepResult result = new ListNumbers(tools).perform(job, credentials, step);
            graph.world().addNumber(graph.world().waba(works.wabaId()));
            assertThat(status(StepName.LIST_NUMBERS, 1L)).isEqualTo("SUCCEEDED");
            return result;
        }) {};

        invoke(meanwhile, 2L, Fixtures.execution(2));

        assertThat(connection().run().generation()).isEqualTo(2);
        assertThat(store.numbers(account(), connection())).hasSize(1);
    }

    /** As from a backup whose items are not all of one time. */
    @Test
    void aListingThatWasLostIsListedAgain() {
        new NumberListings(aws.dynamoDb(), AwsServices.TABLE).removeAll(ENVIRONMENT, 1);
        assertThat(store.numbers(account(), connection()))
                .as("the selected one is still known")
                .extracting(SenderNumber::numberId)
                .containsExactly(connection().numbers().selectedId());

        submit(2, works);
        status(StepName.VALIDATE, 2L);

        assertThat(status(StepName.LIST_NUMBERS, 2L)).isEqualTo("SUCCEEDED");
        assertThat(store.numbers(account(), connection())).hasSize(1);
    }

    /** What is recorded of an account that was left long ago says nothing of what is at Meta now. */
    @Test
    void anAccountThatIsComeBackToIsPromotedWhenItsTemplatesWereLookedAt() {
        SimulatedAccount next = graph.world().newAccount().numbers(1).create();
        submit(2, next);
        for (StepName step : StepName.values()) {
            assertThat(status(step, 2L)).isEqualTo("SUCCEEDED");
        }
        assertThat(connection().whatsAppAccountBusinessId()).isEqualTo(next.wabaId());
        Waba former = graph.world().waba(works.wabaId());
        former.templates().list().forEach(template -> former.templates().remove(template, null));

        submit(3, works);
        status(StepName.VALIDATE, 3L);
        status(StepName.LIST_NUMBERS, 3L);

        assertThat(connection().whatsAppAccountBusinessId()).isEqualTo(next.wabaId());
        status(StepName.PROVISION_TEMPLATES, 3L);
        assertThat(connection().whatsAppAccountBusinessId()).isEqualTo(works.wabaId());
    }

    @Test
    void thousandsOfNumbersAreListed() {
        SimulatedAccount large = graph.world().newAccount().numbers(5_000).create();
        submit(2, large);
        status(StepName.VALIDATE, 2L);

        assertThat(status(StepName.LIST_NUMBERS, 2L)).isEqualTo("SUCCEEDED");
        assertThat(store.numbers(account(), candidate()))
                .hasSize(5_000)
                .extracting(SenderNumber::numberId)
                .doesNotHaveDuplicates();
        assertThat(candidate().status()).isEqualTo(SenderStatus.NUMBER_REQUIRED);
    }

    /** Secrets Manager, which refuses to move a label. */
    private static SecretsManagerClient withoutLabels() {
        return (SecretsManagerClient) Proxy.newProxyInstance(
                SecretsManagerClient.class.getClassLoader(),
                new Class<?>[] {SecretsManagerClient.class},
                (proxy, method, given) -> {
                    if (method.getName().equals("updateSecretVersionStage")) {
                        throw SdkClientException.create("simulated");
                    }
                    try {
                        return method.invoke(aws.secretsManager(), given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** What Meta refuses after the first step has the name and the words that it has there. */
    @ParameterizedTest(name = "{0}: {1} {2}/{3}")
    @CsvSource(delimiter = '|', textBlock = """
            phone_numbers            | 403 | 200    |     | senderNumber     | does not have access            | full control
            phone_numbers            | 403 | 131005 |     | senderNumber     | does not have access            | full control
            phone_numbers            | 400 | 190    | 460 | tokenValid       | revoked or replaced             | generate a new token
            phone_numbers            | 400 | 190    | 463 | tokenValid       | has expired                     | generate a new token
            phone_numbers            | 403 | 131031 |     | wabaReadable     | has locked                      | Business support home
            phone_numbers            | 403 | 368    |     | wabaReadable     | violation of its policies       | Business support home
            phone_numbers            | 400 | 200    |     | appCredentials   | it is blocked or restricted     | required actions
            phone_numbers            | 400 | 101    |     | appCredentials   | The app does not exist          | My Apps
            phone_numbers            | 400 | 4711   |     | senderNumber     | unknown here (4711)             | trace ID
            message_templates        | 403 | 200    |     | metaCall         | does not have access            | full control
            message_templates        | 400 | 190    | 460 | tokenValid       | revoked or replaced             | generate a new token
            message_templates        | 403 | 131031 |     | wabaReadable     | has locked                      | Business support home
            message_templates        | 400 | 4711   |     | metaCall         | unknown here (4711)             | trace ID
            upsert_message_templates | 400 | 100    | 33  | templatesCreated | does not exist, belongs to      | Compare the ID
            upsert_message_templates | 403 | 368    |     | wabaReadable     | violation of its policies       | Business support home
            upsert_message_templates | 403 | 131005 |     | templatesCreated | may not create templates        | full control
            upsert_message_templates | 400 | 190    | 458 | tokenValid       | the app was removed             | assign the app
            upsert_message_templates | 500 | 3      |     | appCredentials   | does not have the capability    | add the product WhatsApp
            upsert_message_templates | 400 | 100    | 2388024 | templatesCreated | Meta says: "Simulated words." | trace ID
            upsert_message_templates | 400 | 100    | 2388999 | templatesCreated | unknown here (100/2388999)  | by hand
            upsert_message_templates | 400 | 100    |         | templatesCreated | unknown here (100)          | by hand
            upsert_message_templates | 403 | 10     |         | templatesCreated | may not create templates    | full control
            upsert_message_templates | 400 | 10     | 2388185 | templatesEligible | does not allow             | verified business
            upsert_message_templates | 403 | 10     | 2388185 | templatesEligible | does not allow             | verified business
            """)
    void aRefusalAfterTheFirstStepHasItsWords(
            String edge, int status, int code, @Nullable Integer subcode, String check, String message, String remedy) {
        SimulatedAccount other = graph.world().newAccount().numbers(1).create();
        submit(2, other);
        assertThat(status(StepName.VALIDATE, 2L)).isEqualTo("SUCCEEDED");
        StepName step = edge.equals("phone_numbers") ? StepName.LIST_NUMBERS : StepName.PROVISION_TEMPLATES;
        if (step == StepName.PROVISION_TEMPLATES) {
            assertThat(status(StepName.LIST_NUMBERS, 2L)).isEqualTo("SUCCEEDED");
        }
        try (MutatingGraph refusing = new MutatingGraph(graph.uri())) {
            refusing.refuse("/" + other.wabaId() + "/" + edge, 99, status, """
                    {"error": {"code": %d, "error_subcode": %d, "message": "(#1) Simulated words."}}""".formatted(
                            code, Objects.requireNonNullElse(subcode, 0)));
            meta = refusing.uri();
            assertThat(status(step, 2L)).isEqualTo("FAILED");
        }

        assertThat(candidate().status())
                .isEqualTo(
                        check.equals("templatesEligible") ? SenderStatus.NOT_ELIGIBLE : SenderStatus.ACTION_REQUIRED);
        assertThat(candidate().run().step(step).checks())
                .filteredOn(found -> found.name() != CheckName.WEBHOOKS_SUBSCRIBED)
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.name()).hasToString(check);
                    assertThat(failed.message()).contains(message);
                    assertThat(failed.remedy()).contains(remedy);
                });
    }

    @Test
    void anAccessTokenAloneIsJoinedWithTheAppSecretThatWorks() {
        String token = graph.world().reissueToken(works).userAccessToken();
        CredentialSummary tried = submitToken(2, token);

        assertThat(vault().read(SECRET, tried.version())).isEmpty();
        assertThat(status(StepName.VALIDATE, 2L)).isEqualTo("SUCCEEDED");
        assertThat(connection().credentials().version()).isEqualTo(version(1));
        assertThat(status(StepName.LIST_NUMBERS, 2L)).isEqualTo("SUCCEEDED");

        assertThat(connection().credentials())
                .isEqualTo(new CredentialSummary(tried.version(), tried.userAccessToken(), tried.appSecret()));
        assertThat(vault().read(SECRET, tried.version()))
                .contains(new StoredCredentials(
                        new Credentials(new Secret(token), works.appId(), new Secret(works.appSecret())), true));
        assertThat(account().former())
                .isEqualTo(new FormerCredentials(
                        works.appId(),
                        Fixtures.tried(1, works.wabaId(), credentials(works)).credentials(),
                        null));
        assertThat(sent().via()).extracting(SendProjection.Via::unproven).isEqualTo(true);
    }

    @Test
    void aTokenThatMetaRefusesMakesNoFurtherVersionAndLeavesTheConnection() {
        Connection before = connection();
        CredentialSummary tried = submitToken(2, "EAAsimulatedUnknownToken");

        assertThat(status(StepName.VALIDATE, 2L)).isEqualTo("FAILED");

        assertThat(connection()).isEqualTo(before);
        assertThat(vault().read(SECRET, tried.version())).isEmpty();
        assertThat(account().former()).isNull();
    }

    @Test
    void aTokenThatWasNeverStoredIsSaidToBeMissing() {
        submitToken(2, works.userAccessToken(), false);

        assertThat(status(StepName.VALIDATE, 2L)).isEqualTo("FAILED");
        assertThat(candidate().run().failedFor(CheckName.CREDENTIALS_STORED)).isTrue();
    }

    @Test
    void validateDiesAfterItHasStoredWhatItJoinedAndIsRepeated() {
        CredentialSummary tried = submitToken(2, works.userAccessToken());
        vault().putJoined(SECRET, tried.version(), credentials(works));

        assertThat(status(StepName.VALIDATE, 2L)).isEqualTo("SUCCEEDED");
        assertThat(status(StepName.VALIDATE, 2L)).isEqualTo("SUCCEEDED");
        assertThat(status(StepName.LIST_NUMBERS, 2L)).isEqualTo("SUCCEEDED");
        assertThat(connection().credentials().version()).isEqualTo(tried.version());
    }

    /** The last credentials with which something was sent are kept, whatever follows before anything is sent. */
    @Test
    void theLastCredentialsThatHaveSentAreKept() {
        rotated(2);
        rotated(3);

        assertThat(connection().credentials().version()).isEqualTo(version(3));
        assertThat(account().former()).extracting(FormerCredentials::version).isEqualTo(version(1));
        assertThat(labels(3)).contains("AWSCURRENT");
        assertThat(labels(1)).contains("AWSPREVIOUS");

        FormerCredentialsRemover remover = new FormerCredentialsRemover(store, webhookSecrets(), new Clock(() -> now));
        remover.sent(ENVIRONMENT, version(1));
        assertThat(account().former()).isNotNull();
        assertThat(webhookSecret(version(1)).replacedAt()).isNull();

        remover.sent(ENVIRONMENT, version(3));
        remover.sent(ENVIRONMENT, version(3));
        remover.sent(ENVIRONMENT, version(2));
        assertThat(account().former()).isNull();
        assertThat(webhookSecret(version(1)).replacedAt()).isEqualTo(now);
        assertThat(webhookSecret(version(2)).replacedAt()).isEqualTo(now);
        assertThat(sent().via()).extracting(SendProjection.Via::unproven).isEqualTo(false);
    }

    /** What was sent with the second becomes known before or after the third has replaced it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void credentialsThatHaveSentAreKeptWheneverThatBecomesKnown(boolean before) {
        FormerCredentialsRemover remover = new FormerCredentialsRemover(store, webhookSecrets(), new Clock(() -> now));
        rotated(2);
        if (before) {
            remover.sent(ENVIRONMENT, version(2));
            assertThat(account().former()).isNull();
        }
        rotated(3);
        if (!before) {
            remover.sent(ENVIRONMENT, version(2));
            remover.sent(ENVIRONMENT, version(2));
        }

        assertThat(account().former()).extracting(FormerCredentials::version).isEqualTo(version(2));
        assertThat(sent().via()).extracting(SendProjection.Via::unproven).isEqualTo(true);
        assertThat(webhookSecret(version(1)).replacedAt()).isEqualTo(now);
        assertThat(webhookSecret(version(2)).replacedAt()).isNull();

        remover.sent(ENVIRONMENT, version(3));
        assertThat(account().former()).isNull();
        assertThat(webhookSecret(version(2)).replacedAt()).isEqualTo(now);
        assertThat(webhookSecret(version(3)).replacedAt()).isNull();
    }

    private void rotated(long generation) {
        submit(generation, works);
        assertThat(status(StepName.VALIDATE, generation)).isEqualTo("SUCCEEDED");
        assertThat(status(StepName.LIST_NUMBERS, generation)).isEqualTo("SUCCEEDED");
    }

    private static StoredWebhookSecret webhookSecret(String version) {
        return webhookSecrets().ofEnvironment(ENVIRONMENT).stream()
                .filter(secret -> secret.version().equals(version))
                .findFirst()
                .orElseThrow();
    }

    private static WebhookSecretStore webhookSecrets() {
        return new WebhookSecretStore(aws.dynamoDb(), AwsServices.TABLE);
    }

    private CredentialSummary submitToken(long generation, String token) {
        return submitToken(generation, token, true);
    }

    private CredentialSummary submitToken(long generation, String token, boolean stored) {
        PartialCredentials given = new PartialCredentials(new Secret(token), works.appId(), null);
        CredentialSummary known = connection().credentials();
        CredentialSummary tried = new CredentialSummary(
                version(generation),
                SecretSummary.of(new Secret(token), now),
                known.appSecret(),
                new CredentialParts(SecretName.APP_SECRET, version(100 + generation), known.version()));
        put(Fixtures.tried(generation, works.wabaId(), works.appId(), tried));
        if (stored) {
            vault().putPending(ENVIRONMENT, SECRET, version(100 + generation), given);
        }
        return tried;
    }

    private void submit(long generation, SimulatedAccount meta) {
        put(tried(generation, meta));
        vault().putPending(ENVIRONMENT, SECRET, version(generation), credentials(meta));
    }

    private void put(Connection candidate) {
        SenderAccount current = account();
        store.put(new SenderAccount(
                current.id(),
                ENVIRONMENT,
                current.revision(),
                candidate.run().generation(),
                SECRET,
                current.connection(),
                candidate,
                current.former(),
                current.idempotencyKeys(),
                current.pace(),
                current.sending(),
                current.webhooks(),
                current.watch(),
                current.createdAt(),
                now));
    }

    private static Connection tried(long generation, SimulatedAccount meta) {
        return Fixtures.tried(generation, meta.wabaId(), credentials(meta));
    }

    private static Credentials credentials(SimulatedAccount meta) {
        return new Credentials(new Secret(meta.userAccessToken()), meta.appId(), new Secret(meta.appSecret()));
    }

    private static CredentialVault vault() {
        return new CredentialVault(aws.secretsManager(), AwsServices.SECRETS);
    }

    private StepTools tools(CredentialVault vault) {
        return new StepTools(
                store,
                new TemplateStore(aws.dynamoDb(), AwsServices.TABLE),
                new NumberListings(aws.dynamoDb(), AwsServices.TABLE),
                vault,
                GraphClient.connect(meta, "v26.0"),
                new Pause(Duration.ofMinutes(15), new Random()),
                new Clock(() -> now));
    }

    private Subscriber subscriber(StepTools tools) {
        return new Subscriber(
                new WebhookCheck(tools.graph(), meta, app -> "/v1/webhooks/" + app, Optional.empty()),
                tools.graph().webhooks(),
                new VerifyTokens(new StackSecret(aws.secretsManager(), "hashes")),
                store,
                new Unsubscriber(
                        store,
                        new WebhookSecretStore(aws.dynamoDb(), AwsServices.TABLE),
                        tools.vault(),
                        tools.graph().webhooks()));
    }

    private StepFunction step(StepName name, StepTools tools) {
        StepWork work = switch (name) {
            case VALIDATE ->
                new Validate(
                        tools,
                        new WebhookSecrets(
                                new AppSecretCipher(aws.kms(), "simulated"),
                                AwsServices.KEY,
                                new WebhookSecretStore(aws.dynamoDb(), AwsServices.TABLE)),
                        Duration.ofMinutes(10));
            case LIST_NUMBERS -> new ListNumbers(tools);
            case PROVISION_TEMPLATES ->
                new ProvisionTemplates(
                        tools,
                        new TemplatePlanner(NAMES, new CreationPace(1000)),
                        NAMES,
                        Duration.ofSeconds(30),
                        subscriber(tools));
        };
        return new StepFunction(name, tools, work) {};
    }

    private String status(StepName name, long generation) {
        return invoke(step(name, tools(vault())), generation, Fixtures.execution(generation))
                .path("status")
                .asText();
    }

    private static JsonNode invoke(StepFunction function, @Nullable Long generation, String execution) {
        String payload = "{\"input\": {\"environmentId\": \"" + ENVIRONMENT + "\""
                + (generation == null ? "" : ", \"generation\": " + generation) + "}, \"execution\": \"" + execution
                + "\"}";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            function.handleRequest(
                    new ByteArrayInputStream(payload.getBytes(StandardCharsets.UTF_8)), out, new LambdaContext());
            return Json.MAPPER.readTree(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> labels(long generation) {
        return aws.secretsManager()
                .describeSecret(request -> request.secretId(AwsServices.PREFIX + SECRET))
                .versionIdsToStages()
                .getOrDefault(version(generation), List.of());
    }

    private static SendProjection sent() {
        return new SendStore(aws.dynamoDb(), AwsServices.TABLE, Clock.system())
                .find(ENVIRONMENT)
                .orElseThrow();
    }

    private Connection connection() {
        return Objects.requireNonNull(account().connection());
    }

    private Connection candidate() {
        return Objects.requireNonNull(account().candidate());
    }

    private SenderAccount account() {
        return store.findAccount(ENVIRONMENT).orElseThrow();
    }
}
