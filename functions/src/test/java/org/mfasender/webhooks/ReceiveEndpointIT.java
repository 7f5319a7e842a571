package org.mfasender.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mfasender.Fixtures.NOW;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.AwsServices;
import org.mfasender.messages.delivery.Message;
import org.mfasender.messages.delivery.MessageState;
import org.mfasender.messages.recipients.EnvironmentKeys;
import org.mfasender.messages.recipients.RefusedRecipientStore;
import org.mfasender.messages.storage.MessageStore;
import org.mfasender.messages.storage.StatusStore;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.Events;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.secrets.AppSecretCipher;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.platform.secrets.StackSecret;
import org.mfasender.webhooks.events.AccountEventStore;
import org.mfasender.webhooks.secrets.StoredWebhookSecret;
import org.mfasender.webhooks.secrets.WebhookSecretStore;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Only who has the App Secret of an environment changes what is known of its messages. */
class ReceiveEndpointIT {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String FORMER = "fedcba9876543210fedcba9876543210";

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
        cipher = new AppSecretCipher(aws.kms(), AwsServices.KEY);
        messages = new MessageStore(aws.dynamoDb(), AwsServices.MESSAGES);
        refusedRecipients = new RefusedRecipientStore(aws.dynamoDb(), AwsServices.MESSAGES);
        aws.secretsManager().createSecret(request -> request.name("hashes").secretString("simulatedStackSecret"));
        keys = new EnvironmentKeys(new StackSecret(aws.secretsManager(), "hashes"));
        Clock clock = new Clock(() -> NOW);
        endpoint = new ReceiveEndpoint(
                new Keyring(secrets, cipher),
                new WebhookRecorder(
                        new StatusStore(aws.dynamoDb(), AwsServices.MESSAGES),
                        refusedRecipients,
                        new AccountEventStore(aws.dynamoDb(), AwsServices.MESSAGES),
                        new MalformedWebhookStore(aws.dynamoDb(), AwsServices.MESSAGES),
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
                another, app, "v1", 1, cipher.encrypt(environment, app, new Secret(SECRET)), NOW));
        byte[] body = body(status(another, id, "delivered", ""));

        assertThat(receive(body, SECRET).status()).isEqualTo(200);
        assertThat(messages.find(another, id, NOW)).isEmpty();
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

        List<Map<String, AttributeValue>> kept = items("MALFORMED#" + app);
        assertThat(kept).hasSizeBetween(1, 16).allSatisfy(item -> {
            assertThat(item.toString()).doesNotContain("43660");
            assertThat(item).containsKeys("place", "bytes", "sha256", "receivedAt", "expiresAt");
        });
    }

    @Test
    void aRecipientWithoutWhatsAppIsRemembered() {
        String error = ", \"recipient_id\": \"436605550199\", \"errors\": [{\"code\": 131026}]";

        receive(body(status(environment, id, "failed", error)), SECRET);
        receive(body(status(environment, id, "failed", error)), SECRET);

        Message message = messages.find(environment, id, NOW).orElseThrow();
        assertThat(message.state()).isEqualTo(MessageState.FAILED);
        assertThat(refusedRecipients.isRemembered(
                        environment, keys.of(environment).hashOfWaId("436605550199"), NOW))
                .isTrue();
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

    private void store(EnvironmentId owner, String version, String secret) {
        secrets.put(
                new StoredWebhookSecret(owner, app, version, 1, cipher.encrypt(owner, app, new Secret(secret)), NOW));
    }

    private HttpResponse receive(byte[] body, String secret) {
        return endpoint.receive(Events.request(event(app, new String(body, UTF_8), signature(body, secret))));
    }

    private void assertRefused(int status, byte[] body, String signature) {
        assertThatThrownBy(() -> endpoint.receive(Events.request(event(app, new String(body, UTF_8), signature))))
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
        return ("{\"object\": \"whatsapp_business_account\", \"entry\": [{\"id\": \"1\", \"changes\": [{\"field\": \"messages\","
                        + " \"value\": {\"statuses\": [" + statuses + "]}}]}]}")
                .getBytes(UTF_8);
    }

    private static String status(EnvironmentId owner, UUID message, String word, String more) {
        return "{\"id\": \"wamid.x\", \"status\": \"" + word + "\", \"timestamp\": \"" + NOW.getEpochSecond()
                + "\", \"biz_opaque_callback_data\": \"" + owner + "/" + message + "\"" + more + "}";
    }

    private static MessageState state(EnvironmentId owner, UUID message) {
        return messages.find(owner, message, NOW).orElseThrow().state();
    }

    private static List<Map<String, AttributeValue>> items(String prefix) {
        return aws.dynamoDb().scanPaginator(request -> request.tableName(AwsServices.MESSAGES)).items().stream()
                .filter(item -> Objects.requireNonNull(item.get("pk")).s().startsWith(prefix))
                .toList();
    }
}
