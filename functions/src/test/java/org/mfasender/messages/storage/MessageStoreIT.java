package org.mfasender.messages.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.messages.delivery.Sendings.sending;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.AwsServices;
import org.mfasender.messages.delivery.Message;
import org.mfasender.messages.delivery.MessageState;
import org.mfasender.messages.delivery.Refusal;
import org.mfasender.messages.delivery.RefusalCause;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.meta.MetaError;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One request has a key, and what Meta reports is never overwritten by what is recorded after it. */
class MessageStoreIT {

    private static AwsServices aws;
    private static MessageStore store;

    private final String key = "hash" + UUID.randomUUID();
    private final Message message = Message.sending(UUID.randomUUID(), ENVIRONMENT, sending());

    @BeforeAll
    static void startServices() throws Exception {
        aws = AwsServices.start();
        store = new MessageStore(aws.dynamoDb(), AwsServices.MESSAGES);
    }

    @AfterAll
    static void stopServices() {
        aws.close();
    }

    @Test
    void theFirstHasTheKeyAndKeepsItAlsoWhenItAsksAgain() {
        Reservation first = reservation(NOW);
        Reservation second = reservation(NOW.plusSeconds(1));

        assertThat(store.reserve(ENVIRONMENT, key, first)).isEqualTo(first);
        assertThat(store.reserve(ENVIRONMENT, key, second)).isEqualTo(first);
        assertThat(store.reserve(ENVIRONMENT, key, first))
                .as("as the SDK repeats a call")
                .isEqualTo(first);
    }

    @Test
    void anotherEnvironmentsKeyIsAnotherKey() {
        Reservation first = reservation(NOW);
        Reservation second = reservation(NOW);
        store.reserve(ENVIRONMENT, key, first);

        assertThat(store.reserve(new EnvironmentId(UUID.randomUUID()), key, second))
                .isEqualTo(second);
    }

    @Test
    void ofManyAtOnceOneHasTheKey() {
        List<Reservation> wanted =
                IntStream.range(0, 20).mapToObj(any -> reservation(NOW)).toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Reservation>> holders = wanted.stream()
                    .map(each -> CompletableFuture.supplyAsync(() -> store.reserve(ENVIRONMENT, key, each), threads))
                    .toList();

            assertThat(holders.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"59, first", "60, second", "3600, second"})
    void aKeyIsFreeWhenItsTimeIsOver(long seconds, String holder) {
        Reservation first = reservation(NOW);
        Reservation second = reservation(NOW.plusSeconds(seconds));
        store.reserve(ENVIRONMENT, key, first);

        assertThat(store.reserve(ENVIRONMENT, key, second)).isEqualTo(holder.equals("first") ? first : second);
    }

    @Test
    void theKeyIsTakenOverFromWhoHadItOnce() {
        Reservation first = reservation(NOW);
        Reservation second = reservation(NOW);
        Reservation third = reservation(NOW);
        store.reserve(ENVIRONMENT, key, first);

        assertThat(store.takeOver(ENVIRONMENT, key, first.messageId(), second)).isEqualTo(second);
        assertThat(store.takeOver(ENVIRONMENT, key, first.messageId(), third)).isEqualTo(second);
        assertThat(store.takeOver(ENVIRONMENT, key, first.messageId(), second))
                .as("as the SDK repeats a call")
                .isEqualTo(second);
    }

    @Test
    void aKeyOfAReleaseWithoutWindowsIsHeldUntilItExpires() {
        Reservation first = reservation(NOW);
        store.reserve(ENVIRONMENT, key, first);
        aws.dynamoDb()
                .updateItem(request -> request.tableName(AwsServices.MESSAGES)
                        .key(Map.of("pk", AttributeValue.fromS("KEY#" + ENVIRONMENT + "#" + key)))
                        .updateExpression("REMOVE windowEnd"));

        Reservation known = store.reserve(ENVIRONMENT, key, reservation(NOW));
        assertThat(known.windowEnd()).isEqualTo(first.expiresAt());
        assertThat(known.messageId()).isEqualTo(first.messageId());
    }

    @Test
    void whoHasTheKeyReleasesItAndNobodyElse() {
        Reservation first = reservation(NOW);
        Reservation second = reservation(NOW);
        store.reserve(ENVIRONMENT, key, first);

        store.release(ENVIRONMENT, key, second.messageId());
        assertThat(store.reserve(ENVIRONMENT, key, second)).isEqualTo(first);

        store.release(ENVIRONMENT, key, first.messageId());
        store.release(ENVIRONMENT, key, first.messageId());
        assertThat(store.reserve(ENVIRONMENT, key, second)).isEqualTo(second);
    }

    @Test
    void whatIsRecordedIsRead() {
        Refusal refusal = new Refusal(RefusalCause.TEMPLATE_REFUSED, new MetaError(132015, 7, "AbC"));

        for (Message ended : List.of(message.accepted("ff00"), message.unknown(), message.refused(refusal))) {
            Message own = new Message(
                    UUID.randomUUID(), ENVIRONMENT, ended.state(), ended.refusal(), ended.sending(), ended.wamidHash());
            store.record(own, NOW);
            assertThat(store.find(ENVIRONMENT, own.id(), NOW)).contains(own);
        }
    }

    @Test
    void aMessageIsKnownInItsEnvironmentForThreeDays() {
        store.record(message.unknown(), NOW);

        assertThat(store.find(new EnvironmentId(UUID.randomUUID()), message.id(), NOW))
                .isEmpty();
        assertThat(store.find(
                        ENVIRONMENT, message.id(), NOW.plus(Duration.ofDays(3).minusSeconds(1))))
                .isPresent();
        assertThat(store.find(ENVIRONMENT, message.id(), NOW.plus(Duration.ofDays(3))))
                .isEmpty();
    }

    /** What is stored first, what is recorded then, and what is known in the end. */
    @ParameterizedTest
    @CsvSource({
        "UNKNOWN,   ACCEPTED, ACCEPTED",
        "ACCEPTED,  UNKNOWN,  ACCEPTED",
        "REFUSED,   UNKNOWN,  REFUSED",
        "DELIVERED, ACCEPTED, DELIVERED",
        "DELIVERED, UNKNOWN,  DELIVERED",
        "FAILED,    ACCEPTED, FAILED",
        "SOMETHING, ACCEPTED, OTHER",
    })
    void aKnownStateIsNotReplacedByWhatIsRecordedLater(String first, MessageState second, MessageState last) {
        storeState(first);

        store.record(new Message(message.id(), ENVIRONMENT, second, null, sending(), "ff00"), NOW);

        Message known = store.find(ENVIRONMENT, message.id(), NOW).orElseThrow();
        assertThat(known.state()).isEqualTo(last);
        assertThat(known.sending()).isEqualTo(sending());
        assertThat(stored("state")).isEqualTo(last == MessageState.OTHER ? first : last.name());
        assertThat(stored("later")).as("an attribute of another release").isEqualTo("kept");
    }

    @Test
    void aStatusThatCameFirstIsAllThatIsKnown() {
        storeState("DELIVERED");

        assertThat(store.find(ENVIRONMENT, message.id(), NOW))
                .contains(new Message(message.id(), ENVIRONMENT, MessageState.DELIVERED, null, null, null));
    }

    /** As a webhook stores it. */
    private void storeState(String state) {
        aws.dynamoDb()
                .putItem(request -> request.tableName(AwsServices.MESSAGES)
                        .item(Map.of(
                                "pk", AttributeValue.fromS(partition()),
                                "state", AttributeValue.fromS(state),
                                "later", AttributeValue.fromS("kept"))));
    }

    private String stored(String attribute) {
        Map<String, AttributeValue> item = aws.dynamoDb()
                .getItem(request -> request.tableName(AwsServices.MESSAGES)
                        .key(Map.of("pk", AttributeValue.fromS(partition())))
                        .consistentRead(true))
                .item();
        return Objects.requireNonNull(item.get(attribute)).s();
    }

    private String partition() {
        return "MESSAGE#" + ENVIRONMENT + "#" + message.id();
    }

    private static Reservation reservation(Instant now) {
        return new Reservation(
                UUID.randomUUID(), "ff", now, now.plusSeconds(20), now.plusSeconds(60), now.plusSeconds(60));
    }
}
