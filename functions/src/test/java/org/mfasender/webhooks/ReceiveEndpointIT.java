package org.mfasender.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mfasender.Fixtures.NOW;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.AwsServices;
import org.mfasender.LambdaContext;
import org.mfasender.messages.delivery.Message;
import org.mfasender.messages.delivery.MessageState;
import org.mfasender.messages.limits.KnownRecipientStore;
import org.mfasender.messages.recipients.EnvironmentKeys;
import org.mfasender.messages.recipients.Recipient;
import org.mfasender.messages.recipients.RecipientReader;
import org.mfasender.messages.recipients.RefusedRecipientStore;
import org.mfasender.messages.storage.MessageStore;
import org.mfasender.messages.storage.StatusStore;
import org.mfasender.messages.storage.UnrequestedPasscodeStore;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.Events;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.observe.Observation;
import org.mfasender.platform.observe.Printed;
import org.mfasender.platform.secrets.AppSecretCipher;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.platform.secrets.StackSecret;
import org.mfasender.webhooks.events.AccountEventStore;
import org.mfasender.webhooks.secrets.StoredWebhookSecret;
import org.mfasender.webhooks.secrets.WebhookSecretStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Only who has the App Secret of an environment changes what is known of its messages. */
class ReceiveEndpointIT {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String FORMER = "fedcba9876543210fedcba9876543210";

    private static final String RECIPIENT = ", \"recipient_id\": \"436605550199\"";
    private static final String NO_WHATSAPP = RECIPIENT + ", \"errors\": [{\"code\": 131026}]";

    private static final String NOT_REQUESTED =
            "{\"field\": \"messages\", \"value\": {\"messages\": [{\"context\": {\"id\": \"wamid.x\"},"
                    + " \"button\": {\"payload\": \"DID_NOT_REQUEST_CODE\"}}]}}";

    private static final String DELETED =
            "{\"field\": \"account_update\", \"value\": {\"event\": \"ACCOUNT_DELETED\"}}";
    private static final String CHANGED = "{\"field\": \"phone_number_name_update\", \"value\": {}}";

    private static AwsServices aws;
    private static WebhookSecretStore secrets;
    private static AppSecretCipher cipher;
    private static ReceiveEndpoint endpoint;
    private static MessageStore messages;
    private static RefusedRecipientStore refusedRecipients;
    private static EnvironmentKeys keys;

    private final EnvironmentId environment = new EnvironmentId(UUID.randomUUID());
    private final String app = Long.toString(UUID.randomUUID().getMostSignificantBits() >>> 1);
    private final UUID id = UUID.randomUUID();

    @BeforeAll
    static void startServices() throws Exception {
        aws = AwsServices.start();
        secrets = new WebhookSecretStore(aws.dynamoDb(), AwsServices.TABLE);
        cipher = new AppSecretCipher(aws.kms(), "simulated");
        messages = new MessageStore(aws.dynamoDb(), AwsServices.MESSAGES);
        refusedRecipients = new RefusedRecipientStore(aws.dynamoDb(), AwsServices.MESSAGES);
        aws.secretsManager().createSecret(request -> request.name("hashes").secretString("simulatedStackSecret"));
        keys = new EnvironmentKeys(new StackSecret(aws.secretsManager(), "hashes"));
        endpoint = endpoint(NOW);
    }

    /** A function that has just started, at a time. */
    private static ReceiveEndpoint endpoint(Instant now) {
        return endpoint(aws.dynamoDb(), now);
    }

    private static ReceiveEndpoint endpoint(DynamoDbClient dynamoDb, Instant now) {
        Clock clock = new Clock(() -> now);
        return new ReceiveEndpoint(
                new Keyring(secrets, cipher, clock),
                new WebhookRecorder(
                        new StatusStore(dynamoDb, AwsServices.MESSAGES),
                        new UnrequestedPasscodeStore(dynamoDb, AwsServices.MESSAGES),
                        refusedRecipients,
                        new AccountEventStore(dynamoDb, AwsServices.MESSAGES),
                        new MalformedWebhookStore(dynamoDb, AwsServices.MESSAGES),
                        keys,
                        clock),
                clock);
    }

    @AfterAll
    static void stopServices() {
        aws.close();
    }

    @BeforeEach
    void store() {
        store(environment, "v1", FORMER);
        store(environment, "v2", SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {SECRET, FORMER})
    void everySecretOfAnAccountSigns(String secret) {
        assertThat(receive(delivered(id), secret).status()).isEqualTo(200);

        assertThat(state(environment, id)).isEqualTo(MessageState.DELIVERED);
    }

    @Test
    void aBodyInBase64IsSignedAsItsBytes() {
        byte[] body = delivered(id);
        APIGatewayV2HTTPEvent event = event(app, Base64.getEncoder().encodeToString(body), signature(body, SECRET));
        event.setIsBase64Encoded(true);

        assertThat(endpoint.receive(Events.request(event)).status()).isEqualTo(200);
        assertThat(state(environment, id)).isEqualTo(MessageState.DELIVERED);
    }

    @Test
    void whoHasAnotherSecretChangesNothing() {
        assertRefused(401, delivered(id), signature(delivered(id), "00000000000000000000000000000000"));
        assertRefused(401, delivered(id), signature("{}".getBytes(UTF_8), SECRET));
        assertRefused(401, delivered(id), "");
        assertRefused(401, "no JSON".getBytes(UTF_8), "sha256=00");

        assertThat(messages.find(environment, id, NOW)).isEmpty();
    }

    @Test
    void whoEnteredAForeignAppChangesNothingOfOthers() {
        EnvironmentId forger = new EnvironmentId(UUID.randomUUID());
        store(forger, "v1", "11111111111111111111111111111111");

        assertThat(receive(delivered(id), "11111111111111111111111111111111").status())
                .as("is signed with a secret of the forger's")
                .isEqualTo(200);
        assertThat(messages.find(environment, id, NOW)).isEmpty();
        assertThat(messages.find(forger, id, NOW)).isEmpty();
    }

    @Test
    void aSecretThatWasEncryptedForSomethingElseSignsNothing() {
        EnvironmentId another = new EnvironmentId(UUID.randomUUID());
        secrets.put(new StoredWebhookSecret(
                another, app, "v1", 1, cipher.encrypt(environment, app, new Secret(SECRET), AwsServices.KEY), NOW));
        byte[] body = body(status(another, id, "delivered", ""));

        assertThat(receive(body, SECRET).status()).isEqualTo(200);
        assertThat(messages.find(another, id, NOW)).isEmpty();
    }

    @Test
    void whoComesAfterAHundredOthersReceivesToo() {
        List<EnvironmentId> owners = IntStream.range(0, 130)
                .mapToObj(any -> new EnvironmentId(UUID.randomUUID()))
                .toList();
        owners.forEach(owner -> store(owner, "v1", SECRET));
        String statuses =
                owners.stream().map(owner -> status(owner, id, "delivered", "")).collect(Collectors.joining(","));

        assertThat(receive(body(statuses), SECRET).status()).isEqualTo(200);

        assertThat(owners).allSatisfy(owner -> assertThat(state(owner, id)).isEqualTo(MessageState.DELIVERED));
    }

    @Test
    void whatCannotBeDecryptedIsNoWrongSignature() {
        aws.withDisabledKey(() -> assertRefused(endpoint(NOW), 503, delivered(id), signature(delivered(id), SECRET)));
        assertThat(messages.find(environment, id, NOW)).isEmpty();

        assertThat(receive(delivered(id), SECRET).status()).isEqualTo(200);
        assertThat(state(environment, id)).isEqualTo(MessageState.DELIVERED);
    }

    @Test
    void aStatusOfAnEnvironmentWhoseSecretCannotBeReadComesAgain() {
        ReceiveEndpoint function = endpoint(NOW);
        byte[] own = delivered(id);
        assertThat(receive(function, own, SECRET).status())
                .as("decrypts and remembers")
                .isEqualTo(200);
        EnvironmentId another = new EnvironmentId(UUID.randomUUID());
        store(another, "v1", SECRET);
        UUID second = UUID.randomUUID();
        byte[] both = body(status(environment, second, "delivered", "") + "," + status(another, id, "delivered", ""));

        aws.withDisabledKey(() -> {
            assertRefused(function, 503, both, signature(both, SECRET));
            assertThat(receive(function, own, SECRET).status())
                    .as("concerns those only whose secrets are known")
                    .isEqualTo(200);
        });
        assertThat(state(environment, second)).isEqualTo(MessageState.DELIVERED);
        assertThat(messages.find(another, id, NOW)).isEmpty();

        assertThat(receive(function, both, SECRET).status()).isEqualTo(200);
        assertThat(state(another, id)).isEqualTo(MessageState.DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(strings = {DELETED, NOT_REQUESTED})
    void whatMayConcernAnEnvironmentWhoseSecretCannotBeReadComesAgain(String change) {
        ReceiveEndpoint function = endpoint(NOW);
        byte[] body = changes(change);
        assertThat(receive(function, body, SECRET).status())
                .as("decrypts and remembers")
                .isEqualTo(200);
        EnvironmentId another = new EnvironmentId(UUID.randomUUID());
        store(another, "v1", SECRET);

        aws.withDisabledKey(() -> {
            assertRefused(function, 503, body, signature(body, SECRET));
            byte[] unknown = changes("{\"field\": \"flows\", \"value\": {}}");
            assertThat(receive(function, unknown, SECRET).status())
                    .as("has nothing for anybody")
                    .isEqualTo(200);
        });
        assertThat(itemsOf(another)).isEmpty();

        assertThat(receive(function, body, SECRET).status()).isEqualTo(200);
        assertThat(itemsOf(another)).hasSize(1);
        assertThat(itemsOf(environment)).hasSize(1);
    }

    /** Encrypted with a key that no longer exists: the others' reports are not repeated for its sake. */
    @Test
    void aSecretThatIsLostHoldsUpNobodyElse() {
        EnvironmentId another = new EnvironmentId(UUID.randomUUID());
        storeLost(another);

        assertThat(receive(changes(DELETED), SECRET).status()).isEqualTo(200);
        assertThat(itemsOf(environment)).hasSize(1);
        assertThat(itemsOf(another)).isEmpty();
        byte[] own = body(status(another, id, "delivered", ""));
        assertRefused(503, own, signature(own, SECRET));
        assertThat(messages.find(another, id, NOW)).isEmpty();

        store(another, "v1", SECRET);
        assertThat(receive(own, SECRET).status()).as("stored again by a run").isEqualTo(200);
        assertThat(state(another, id)).isEqualTo(MessageState.DELIVERED);
    }

    /** Nobody can tell who has signed it. */
    @Test
    void whatOnlyALostSecretMayHaveSignedIsNoWrongSignature() {
        secrets.find(app, 10).forEach(secrets::remove);
        storeLost(environment);

        assertRefused(503, delivered(id), signature(delivered(id), SECRET));
    }

    @Test
    void aSecretThatWasReplacedSignsForSevenDays() {
        Instant replaced = NOW;
        secrets.find(app, 10).stream()
                .filter(stored -> stored.version().equals("v1"))
                .forEach(stored -> secrets.markReplaced(stored, replaced));
        byte[] body = delivered(id);
        Instant end = replaced.plus(Duration.ofDays(7));

        assertThat(receive(endpoint(end.minusSeconds(1)), body, FORMER).status())
                .isEqualTo(200);
        assertRefused(endpoint(end), 401, body, signature(body, FORMER));
        assertThat(receive(endpoint(end), body, SECRET).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "x", "", "12345678901234567890123456789012345"})
    void anUnknownAppIsNotFound(String unknown) {
        byte[] body = delivered(id);

        assertThatThrownBy(() -> endpoint.receive(
                        Events.request(event(unknown, new String(body, UTF_8), signature(body, SECRET)))))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(404));
    }

    @Test
    void aBodyLargerThanMetasIsRefused() {
        byte[] largest =
                (new String(delivered(id), UTF_8) + " ".repeat(3 * 1024 * 1024 - delivered(id).length)).getBytes(UTF_8);
        byte[] larger = (new String(largest, UTF_8) + " ").getBytes(UTF_8);

        assertRefused(413, larger, signature(larger, SECRET));
        assertThat(receive(largest, SECRET).status()).isEqualTo(200);
    }

    @Test
    void whatCannotBeReadIsKeptAsideAndBounded() {
        for (int i = 0; i < 40; i++) {
            assertThat(receive(("{\"entry\": [436605550123" + i + "x").getBytes(UTF_8), SECRET)
                            .status())
                    .isEqualTo(200);
        }

        List<Map<String, AttributeValue>> kept = items(pk -> pk.startsWith("MALFORMED#" + app));
        assertThat(kept).hasSizeBetween(1, 16).allSatisfy(item -> {
            assertThat(item.toString()).doesNotContain("43660");
            assertThat(item).containsKeys("place", "bytes", "sha256", "receivedAt", "expiresAt");
        });
    }

    @Test
    void aRecipientWithoutWhatsAppIsRemembered() throws Exception {
        receive(body(status(environment, id, "failed", NO_WHATSAPP)), SECRET);
        receive(body(status(environment, id, "failed", NO_WHATSAPP)), SECRET);

        Message message = messages.find(environment, id, NOW).orElseThrow();
        assertThat(message.state()).isEqualTo(MessageState.FAILED);
        assertThat(hasNoWhatsApp(NOW)).isTrue();
    }

    @Test
    void anOldStatusDoesNotSayThatARecipientHasNoWhatsAppNow() throws Exception {
        Instant then = NOW.minus(Duration.ofHours(24));

        receive(body(status(environment, id, "failed", NO_WHATSAPP, then)), SECRET);

        assertThat(state(environment, id)).isEqualTo(MessageState.FAILED);
        assertThat(hasNoWhatsApp(NOW)).isFalse();
    }

    @Test
    void aTimeInTheFutureIsNow() throws Exception {
        receive(body(status(environment, id, "failed", NO_WHATSAPP, NOW.plus(Duration.ofDays(300)))), SECRET);

        assertThat(hasNoWhatsApp(NOW)).isTrue();
        assertThat(hasNoWhatsApp(NOW.plus(Duration.ofHours(24)))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "delivered, 0, false",
        "read, 0, false",
        "delivered, 60, false",
        "delivered, -60, true",
        "sent, 60, true"
    })
    void aRecipientWhoWasReachedSinceHasWhatsApp(String word, int secondsLater, boolean remembered) throws Exception {
        Instant failed = NOW.minus(Duration.ofHours(1));
        String failure = status(environment, id, "failed", NO_WHATSAPP, failed);
        String other = status(environment, UUID.randomUUID(), word, RECIPIENT, failed.plusSeconds(secondsLater));

        receive(body(failure), SECRET);
        receive(body(other), SECRET);
        assertThat(hasNoWhatsApp(NOW)).isEqualTo(remembered);

        receive(body(failure), SECRET);
        assertThat(hasNoWhatsApp(NOW)).as("in whichever order they come").isEqualTo(remembered);
    }

    private boolean hasNoWhatsApp(Instant now) throws Exception {
        Recipient recipient = new RecipientReader().read("+436605550199");
        return new KnownRecipientStore(aws.dynamoDb(), AwsServices.MESSAGES)
                .find(environment, keys.of(environment), recipient, now)
                .hasNoWhatsApp();
    }

    @Test
    void aThousandStatusesAreRecordedTogether() {
        List<UUID> ids =
                IntStream.range(0, 500).mapToObj(any -> UUID.randomUUID()).toList();
        String statuses = ids.stream()
                .map(each -> status(environment, each, "delivered", "") + "," + status(environment, each, "sent", ""))
                .collect(Collectors.joining(","));

        assertThat(receive(body(statuses), SECRET).status()).isEqualTo(200);

        assertThat(ids).allSatisfy(each -> assertThat(state(environment, each)).isEqualTo(MessageState.DELIVERED));
    }

    @Test
    void whatWasRecordedIsCountedThoughTheRestFails() throws Exception {
        UUID broken = UUID.randomUUID();
        DynamoDbClient failing = new WatchedDynamoDb(aws.dynamoDb(), request -> {
            if (request.toString().contains(broken.toString())) {
                throw new IllegalStateException("Simulated failure");
            }
        });
        byte[] body = changes(
                messages(status(environment, broken, "delivered", "") + "," + status(environment, id, "delivered", ""))
                        + "," + DELETED);

        List<JsonNode> first = Printed.during(() -> assertThatThrownBy(() -> observed(endpoint(failing, NOW), body))
                .isInstanceOf(IllegalStateException.class));
        List<JsonNode> second = Printed.during(() -> observed(endpoint, body));

        assertThat(Printed.values(first, "Deliveries")).containsExactly(1.0);
        assertThat(Printed.texts(first, "Outcome")).containsExactlyInAnyOrder("delivered", "delivered", "account");
        assertThat(Printed.values(second, "Deliveries")).containsExactly(1.0);
        assertThat(Printed.texts(second, "Outcome")).contains("delivered", "outdated", "recorded");
        assertThat(state(environment, broken)).isEqualTo(MessageState.DELIVERED);
    }

    /** A sign of fraud: what Meta repeats is no further one. */
    @Test
    void thatACodeWasNotRequestedIsCountedOnceForHoweverMany() throws Exception {
        store(new EnvironmentId(UUID.randomUUID()), "v1", SECRET);
        byte[] body = changes(NOT_REQUESTED);

        List<JsonNode> printed = Printed.during(() -> {
            observed(endpoint(NOW), body);
            observed(endpoint(NOW), body);
        });

        assertThat(printed.stream()
                        .filter(document -> document.has("WebhookEvents"))
                        .map(document -> document.path("Outcome").asText() + " "
                                + document.path("WebhookEvents").asInt()))
                .containsExactly("not-requested 1", "outdated 1");
    }

    /** Each waits for the others to begin. */
    @Test
    void eventsAreRecordedSideBySideForEachWhoMaySign() throws Exception {
        EnvironmentId another = new EnvironmentId(UUID.randomUUID());
        store(another, "v1", SECRET);
        CyclicBarrier barrier = new CyclicBarrier(5);
        DynamoDbClient meeting = new WatchedDynamoDb(aws.dynamoDb(), request -> await(barrier));
        byte[] body = changes(messages(status(environment, id, "sent", "")) + "," + DELETED + "," + CHANGED);

        List<JsonNode> printed = Printed.during(() -> observed(endpoint(meeting, NOW), body));

        assertThat(printed.stream()
                        .filter(document -> document.path("Outcome").asText().equals("account"))
                        .map(document -> document.path("WebhookEvents").asInt()))
                .as("each once, for however many")
                .containsExactly(2);
        assertThat(itemsOf(another)).hasSize(2);
        assertThat(itemsOf(environment)).hasSize(3);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void observed(ReceiveEndpoint function, byte[] body) {
        Observation.begin(ReceiveEndpointIT.class, new LambdaContext()).counting(() -> receive(function, body, SECRET));
    }

    /** DynamoDB, with something that happens before each write. */
    private record WatchedDynamoDb(DynamoDbClient service, Consumer<DynamoDbRequest> before) implements DynamoDbClient {

        @Override
        public UpdateItemResponse updateItem(UpdateItemRequest request) {
            before.accept(request);
            return service.updateItem(request);
        }

        @Override
        public PutItemResponse putItem(PutItemRequest request) {
            before.accept(request);
            return service.putItem(request);
        }

        @Override
        public String serviceName() {
            return service.serviceName();
        }

        @Override
        public void close() {
            service.close();
        }
    }

    private void store(EnvironmentId owner, String version, String secret) {
        secrets.put(new StoredWebhookSecret(
                owner, app, version, 1, cipher.encrypt(owner, app, new Secret(secret), AwsServices.KEY), NOW));
    }

    private void storeLost(EnvironmentId owner) {
        String former = AwsServices.KEY + UUID.randomUUID();
        secrets.put(new StoredWebhookSecret(
                owner, app, "v1", 1, cipher.encrypt(owner, app, new Secret(SECRET), former), NOW));
        aws.deleteKey(former);
    }

    private HttpResponse receive(byte[] body, String secret) {
        return receive(endpoint, body, secret);
    }

    private HttpResponse receive(ReceiveEndpoint function, byte[] body, String secret) {
        return function.receive(Events.request(event(app, new String(body, UTF_8), signature(body, secret))));
    }

    private void assertRefused(int status, byte[] body, String signature) {
        assertRefused(endpoint, status, body, signature);
    }

    private void assertRefused(ReceiveEndpoint function, int status, byte[] body, String signature) {
        assertThatThrownBy(() -> function.receive(Events.request(event(app, new String(body, UTF_8), signature))))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(status));
    }

    private static APIGatewayV2HTTPEvent event(String appId, String body, String signature) {
        return APIGatewayV2HTTPEvent.builder()
                .withPathParameters(Map.of("appId", appId))
                .withHeaders(Map.of("content-type", "application/json", "x-hub-signature-256", signature))
                .withBody(body)
                .build();
    }

    private static String signature(byte[] body, String secret) {
        return "sha256=" + HexFormat.of().formatHex(Signature.hmac(secret, body));
    }

    private byte[] delivered(UUID message) {
        return body(status(environment, message, "delivered", ""));
    }

    private static byte[] body(String statuses) {
        return changes(messages(statuses));
    }

    private static String messages(String statuses) {
        return "{\"field\": \"messages\", \"value\": {\"statuses\": [" + statuses + "]}}";
    }

    private static byte[] changes(String changes) {
        return ("{\"object\": \"whatsapp_business_account\", \"entry\": [{\"id\": \"1\", \"changes\": [" + changes
                        + "]}]}")
                .getBytes(UTF_8);
    }

    private static String status(EnvironmentId owner, UUID message, String word, String more) {
        return status(owner, message, word, more, NOW);
    }

    private static String status(EnvironmentId owner, UUID message, String word, String more, Instant at) {
        return "{\"id\": \"wamid.x\", \"status\": \"" + word + "\", \"timestamp\": \"" + at.getEpochSecond()
                + "\", \"biz_opaque_callback_data\": \"" + owner + "/" + message + "\"" + more + "}";
    }

    private static MessageState state(EnvironmentId owner, UUID message) {
        return messages.find(owner, message, NOW).orElseThrow().state();
    }

    private static List<Map<String, AttributeValue>> itemsOf(EnvironmentId owner) {
        return items(pk -> pk.contains(owner.toString()));
    }

    private static List<Map<String, AttributeValue>> items(Predicate<String> pk) {
        return aws.dynamoDb().scanPaginator(request -> request.tableName(AwsServices.MESSAGES)).items().stream()
                .filter(item -> pk.test(Objects.requireNonNull(item.get("pk")).s()))
                .toList();
    }
}
