package org.mfasender.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.AwsServices;
import org.mfasender.local.aws.LocalEventBridge;
import org.mfasender.local.aws.PublishedEvent;
import org.mfasender.messages.delivery.DeliveryStatus;
import org.mfasender.messages.delivery.DeliveryStatus.Pricing;
import org.mfasender.messages.delivery.Message;
import org.mfasender.messages.delivery.Message.Addressee;
import org.mfasender.messages.delivery.Message.Content;
import org.mfasender.messages.delivery.Message.Sending;
import org.mfasender.messages.delivery.MessageState;
import org.mfasender.messages.delivery.Refusal;
import org.mfasender.messages.delivery.RefusalCause;
import org.mfasender.messages.delivery.UnrequestedPasscode;
import org.mfasender.messages.storage.MessageStore;
import org.mfasender.messages.storage.StatusStore;
import org.mfasender.messages.storage.UnrequestedPasscodeStore;
import org.mfasender.platform.dynamodb.ExpiringTable;
import org.mfasender.platform.dynamodb.ItemChange;
import org.mfasender.platform.events.EventBus;
import org.mfasender.platform.meta.MetaError;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.ServingContent.Match;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is published of the changes that the table of messages goes through. */
class PublishedPasscodesIT {

    /** Source: the API. */
    private static final int MOST_OF_A_CORRELATION_ID = 128;

    private final UUID id = UUID.randomUUID();
    private final List<ItemChange> changes = new ArrayList<>();
    private AwsServices aws;
    private LocalEventBridge eventBridge;
    private MessageStore messages;
    private StatusStore statuses;
    private Publisher publisher;

    @BeforeEach
    void start() throws Exception {
        aws = AwsServices.start();
        eventBridge = LocalEventBridge.start(event -> {});
        messages = new MessageStore(aws.dynamoDb(), AwsServices.MESSAGES);
        statuses = new StatusStore(aws.dynamoDb(), AwsServices.MESSAGES);
        EventBus bus = new EventBus(
                AwsServices.clients(Map.of("AWS_ENDPOINT_URL_EVENTBRIDGE", eventBridge.endpoint()))
                        .eventBridge(),
                "own");
        eventBridge.createBus("own");
        publisher = Publisher.ofPasscodes(bus);
    }

    @AfterEach
    void stop() {
        eventBridge.close();
        aws.close();
    }

    @Test
    void whatCouldNotBeDeliveredIsPublishedWithWhatTheCallerKnowsItBy() {
        accepted();
        report(MessageState.SENT);
        report(MessageState.FAILED);

        followAll();

        assertThat(eventBridge.events()).singleElement().satisfies(event -> {
            assertThat(event.bus()).isEqualTo("own");
            assertThat(event.source()).isEqualTo("whatsapp-sender");
            assertThat(event.detailType()).isEqualTo("Passcode Undelivered");
            assertThat(event.time()).isEqualTo(NOW.plusSeconds(3));
            assertThat(event.detail().toString()).isEqualTo("""
                    {"version":"1","id":"%s","environmentId":"%s","messageId":"%s","purpose":"strong_authentication",\
                    "cause":"NOT_ON_WHATSAPP","country":"AT","correlationId":"order 7","createdAt":"%s","failedAt":"%s"}""".formatted(
                            event.detail().path("id").asText(), ENVIRONMENT, id, NOW, NOW.plusSeconds(3)));
            assertThat(UUID.fromString(event.detail().path("id").asText())).isNotNull();
        });
    }

    @Test
    void aFailureThatIsReportedBeforeTheMessageIsRecordedIsPublishedThen() {
        report(MessageState.FAILED);
        followAll();
        assertThat(eventBridge.events()).isEmpty();

        accepted();
        followAll();
        assertThat(eventBridge.events())
                .singleElement()
                .satisfies(
                        event -> assertThat(event.detail().path("correlationId").asText())
                                .isEqualTo("order 7"));
    }

    @Test
    void theSameChangeHasTheSameIdEachTime() {
        accepted();
        report(MessageState.FAILED);

        followAll();
        followAll();

        assertThat(eventBridge.events())
                .hasSize(2)
                .extracting(event -> event.detail().path("id").asText())
                .containsOnly(
                        eventBridge.events().getFirst().detail().path("id").asText());
    }

    @Test
    void nothingElseIsPublished() {
        accepted();
        report(MessageState.SENT);
        report(MessageState.DELIVERED);
        report(MessageState.READ);
        report(MessageState.FAILED);

        followAll();

        assertThat(eventBridge.events()).isEmpty();
        assertThat(changes).hasSize(5);
    }

    @Test
    void aFailureOfWhichMoreIsKnownLaterIsPublishedOnce() {
        accepted();
        report(MessageState.FAILED);
        change(() -> statuses.report(
                ENVIRONMENT,
                id,
                new DeliveryStatus(MessageState.SENT, NOW, null, new Pricing(true, "authentication")),
                NOW));

        followAll();

        assertThat(eventBridge.events()).hasSize(1);
    }

    @Test
    void whatEventBridgeDoesNotTakeIsAFailure() {
        accepted();
        report(MessageState.FAILED);

        eventBridge.throttle(1);
        assertThat(followed().get(0)).isInstanceOf(IllegalStateException.class);
        eventBridge.deleteBus("own");
        assertThat(followed().get(0)).isInstanceOf(IllegalStateException.class);
        assertThat(eventBridge.events()).isEmpty();

        eventBridge.createBus("own");
        followAll();
        assertThat(eventBridge.events()).hasSize(1);
    }

    @Test
    void aPasscodeThatWasNotRequestedIsPublishedOnce() {
        UnrequestedPasscodeStore store = new UnrequestedPasscodeStore(aws.dynamoDb(), AwsServices.MESSAGES);
        UnrequestedPasscode passcode = new UnrequestedPasscode(ENVIRONMENT, "ff00", NOW, "AT");
        String key = "UNREQUESTED#" + ENVIRONMENT + "#ff00";
        change(key, () -> store.record(passcode, NOW));
        change(key, () -> store.record(passcode, NOW.plusSeconds(9)));

        followAll();

        assertThat(changes).hasSize(1);
        assertThat(eventBridge.events())
                .extracting(PublishedEvent::detailType)
                .containsExactly("Passcode Not Requested");
        assertThat(eventBridge.events().getFirst().detail().toString())
                .isEqualTo(
                        "{\"version\":\"1\",\"id\":\"%s\",\"environmentId\":\"%s\",\"country\":\"AT\",\"reportedAt\":\"%s\"}"
                                .formatted(
                                        eventBridge
                                                .events()
                                                .getFirst()
                                                .detail()
                                                .path("id")
                                                .asText(),
                                        ENVIRONMENT,
                                        NOW));
    }

    private void accepted() {
        accepted("order 7");
    }

    private void accepted(String correlationId) {
        Sending sending = new Sending(
                Purpose.STRONG_AUTHENTICATION,
                new Content(new UUID(0, 1), "de", null, "400", "mfa_strong_authentication_v1", "de"),
                Match.LANGUAGE,
                "1001",
                new Addressee("aa", "AT", "bb", "0123"),
                NOW,
                Duration.ofMinutes(5),
                correlationId);
        change(() -> messages.record(Message.sending(id, ENVIRONMENT, sending).accepted("ff00"), NOW));
    }

    private void report(MessageState state) {
        Refusal refusal = state == MessageState.FAILED
                ? new Refusal(RefusalCause.NOT_ON_WHATSAPP, new MetaError(131026, null, null))
                : null;
        change(() ->
                statuses.report(ENVIRONMENT, id, new DeliveryStatus(state, NOW.plusSeconds(3), refusal, null), NOW));
    }

    private void change(Runnable write) {
        change("MESSAGE#" + ENVIRONMENT + "#" + id, write);
    }

    /** Does a write, and keeps what a stream would say of it. */
    private void change(String key, Runnable write) {
        Map<String, AttributeValue> before = item(key);
        write.run();
        Map<String, AttributeValue> after = item(key);
        if (after != null && (!after.equals(before) || !key.startsWith("UNREQUESTED"))) {
            changes.add(new ItemChange(key, before, after));
        }
    }

    private @Nullable Map<String, AttributeValue> item(String key) {
        return new ExpiringTable(aws.dynamoDb(), AwsServices.MESSAGES)
                .find(key, NOW)
                .orElse(null);
    }

    /** Ten go at once; what is refused of them is delivered again, and no other. */
    @Test
    void manyArePublishedTogether() {
        UnrequestedPasscodeStore store = new UnrequestedPasscodeStore(aws.dynamoDb(), AwsServices.MESSAGES);
        for (int number = 0; number < 25; number++) {
            UnrequestedPasscode passcode = new UnrequestedPasscode(ENVIRONMENT, "ff" + number, NOW, "AT");
            change("UNREQUESTED#" + ENVIRONMENT + "#ff" + number, () -> store.record(passcode, NOW));
        }

        eventBridge.throttle(3);
        assertThat(followed()).containsOnlyKeys(0, 1, 2);
        assertThat(eventBridge.events()).hasSize(22);
        assertThat(eventBridge.requests()).isEqualTo(3);

        eventBridge.deleteBus("own");
        assertThat(followed()).hasSize(25);
    }

    /** So ten of them fit into one call. */
    @Test
    void theLargestEventIsSmall() {
        accepted("x".repeat(MOST_OF_A_CORRELATION_ID));
        report(MessageState.FAILED);
        followAll();

        assertThat(eventBridge.events().getFirst().detail().toString().length()).isLessThan(2_000);
    }

    private void followAll() {
        assertThat(followed()).isEmpty();
    }

    private Map<Integer, RuntimeException> followed() {
        return publisher.follow(changes.stream().filter(publisher::follows).toList());
    }
}
