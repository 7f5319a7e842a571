package org.mfasender.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.AwsServices;
import org.mfasender.Fixtures;
import org.mfasender.messages.delivery.DeliveryStatus;
import org.mfasender.messages.delivery.Message;
import org.mfasender.messages.delivery.MessageState;
import org.mfasender.messages.delivery.Refusal;
import org.mfasender.messages.delivery.RefusalCause;
import org.mfasender.messages.limits.AllowedCountries;
import org.mfasender.messages.limits.ConversionStore;
import org.mfasender.messages.limits.Conversions;
import org.mfasender.messages.limits.KnownRecipientStore;
import org.mfasender.messages.limits.Limits;
import org.mfasender.messages.limits.UniqueRecipientStore;
import org.mfasender.messages.recipients.EnvironmentKey;
import org.mfasender.messages.recipients.RecipientReader;
import org.mfasender.messages.recipients.RefusedRecipientStore;
import org.mfasender.messages.storage.CheckRequestStore;
import org.mfasender.messages.storage.CredentialUseStore;
import org.mfasender.messages.storage.MessageStore;
import org.mfasender.messages.storage.StatusStore;
import org.mfasender.platform.Clock;
import org.mfasender.platform.config.LimitParameters;
import org.mfasender.platform.dynamodb.CounterStore;
import org.mfasender.platform.meta.GraphMessages;
import org.mfasender.platform.meta.MetaError;
import org.mfasender.platform.meta.RudeServer;
import org.mfasender.platform.secrets.CachedCredentials;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.sender.SendStore;
import org.mfasender.sender.SendingNumber;
import org.mfasender.templates.Purpose;

/** A call that could end after its deadline is not begun, so that after the deadline nobody is sending. */
class OnceOnlyIT {

    private static final String TAKEN = "{\"messages\": [{\"id\": \"wamid.simulated\"}]}";

    private static AwsServices aws;
    private static Drafts drafts;

    private Instant now = NOW;

    @BeforeAll
    static void startServices() throws Exception {
        aws = AwsServices.start();
        drafts = new Drafts(aws);
        new CredentialVault(aws.secretsManager(), AwsServices.SECRETS)
                .putPending(ENVIRONMENT, Fixtures.SECRET, Fixtures.version(1), Fixtures.credentials());
    }

    @AfterAll
    static void stopServices() {
        aws.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 12})
    void inTimeItIsSent(int seconds) throws Exception {
        try (RudeServer meta = RudeServer.answering(200, TAKEN)) {
            assertThat(sentAfter(meta, seconds)).isInstanceOf(SendResult.Accepted.class);
            assertThat(meta.requests()).hasSize(1);
        }
    }

    @Test
    void tooLateItIsNotSentAndMayBeAskedForAgain() throws Exception {
        try (RudeServer meta = RudeServer.answering(200, TAKEN)) {
            Draft late = draft();
            now = NOW.plusSeconds(13);

            assertThat(onceOnly(meta).send(late, key(late)))
                    .isInstanceOfSatisfying(SendResult.Refused.class, refused -> {
                        assertThat(refused.refusal().cause()).isEqualTo(RefusalCause.TOO_SLOW);
                        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(5));
                    });
            assertThat(meta.requests()).isEmpty();
            assertThat(onceOnly(meta).send(draft(), key(late))).isInstanceOf(SendResult.Accepted.class);
        }
    }

    /** Seconds after the first request, and whether the same is sent again. */
    @ParameterizedTest
    @CsvSource({"59, false", "60, true"})
    void afterItsWindowTheSameIsAnotherMessage(int seconds, boolean again) throws Exception {
        try (RudeServer meta = RudeServer.answering(200, TAKEN)) {
            Draft first = draft();
            onceOnly(meta).send(first, key(first));
            now = NOW.plusSeconds(seconds);

            assertThat(onceOnly(meta).send(draft(), key(first)))
                    .isInstanceOf(again ? SendResult.Accepted.class : SendResult.Repeated.class);
            assertThat(meta.requests()).hasSize(again ? 2 : 1);
        }
    }

    /** A passcode that may have left, and one whose process died. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void afterItsWindowWhatMayHaveLeftIsNotSentAgainForADay(boolean recorded) throws Exception {
        Draft first = draft();
        try (RudeServer meta = RudeServer.answering(500, "")) {
            if (recorded) {
                assertThat(onceOnly(meta).send(first, key(first))).isInstanceOf(SendResult.Unknown.class);
            } else {
                messages()
                        .reserve(
                                ENVIRONMENT,
                                key(first).hash(),
                                key(first).reservation(first.id(), NOW, Message.DEADLINE));
            }
        }
        try (RudeServer meta = RudeServer.answering(200, TAKEN)) {
            for (Duration later : List.of(Duration.ofMinutes(1), Duration.ofHours(23))) {
                now = NOW.plus(later);
                assertThat(onceOnly(meta).send(draft(), key(first))).isEqualTo(new SendResult.Unknown(first.id()));
            }
            assertThat(meta.requests()).isEmpty();
            now = NOW.plus(Duration.ofDays(1)).plusSeconds(1);
            assertThat(onceOnly(meta).send(draft(), key(first))).isInstanceOf(SendResult.Accepted.class);
        }
    }

    @Test
    void manyAtOnceAfterTheWindowAreOneMessage() throws Exception {
        try (RudeServer meta = RudeServer.answering(200, TAKEN);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Draft first = draft();
            OnceOnly onceOnly = onceOnly(meta);
            onceOnly.send(first, key(first));
            now = NOW.plusSeconds(60);
            List<Draft> next = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                next.add(draft());
            }

            next.stream()
                    .map(draft -> CompletableFuture.supplyAsync(() -> onceOnly.send(draft, key(first)), threads))
                    .toList()
                    .forEach(CompletableFuture::join);

            assertThat(meta.requests()).hasSize(2);
        }
    }

    /** Without an account, nothing new is sent; what was sent before is answered. */
    @ParameterizedTest
    @CsvSource({"true, 0, true", "true, 86399, true", "false, 59, true", "false, 60, false"})
    void whatWasSentIsAnsweredWhenTheAccountIsGone(boolean named, int seconds, boolean repeated) throws Exception {
        try (RudeServer meta = RudeServer.answering(200, TAKEN)) {
            MessageSender sender = senderWithoutAccount(meta);
            MessageRequest request = request(named ? UUID.randomUUID().toString() : null);
            assertThat(sender.send(ENVIRONMENT, request)).isEqualTo(new SendResult.NoAccount());

            Draft first = draft();
            EnvironmentKey key = drafts.keys().of(ENVIRONMENT);
            onceOnly(meta).send(first, RequestKey.of(request, first.recipientHash(), key, Duration.ofMinutes(1)));
            now = NOW.plusSeconds(seconds);

            SendResult result = sender.send(ENVIRONMENT, request);
            if (repeated) {
                assertThat(result)
                        .isInstanceOfSatisfying(
                                SendResult.Repeated.class,
                                again -> assertThat(again.message().id()).isEqualTo(first.id()));
            } else {
                assertThat(result).isEqualTo(new SendResult.NoAccount());
            }
            assertThat(meta.requests()).hasSize(1);
        }
    }

    private MessageSender senderWithoutAccount(RudeServer meta) {
        return new MessageSender(
                new SendStore(aws.dynamoDb(), AwsServices.TABLE, new Clock(() -> now)),
                new RecipientReader(),
                new AllowedCountries(List.of()),
                drafts.keys(),
                onceOnly(meta),
                Duration.ofMinutes(1),
                new Clock(() -> now));
    }

    private static MessageRequest request(@Nullable String idempotencyKey) {
        return new MessageRequest(
                Purpose.STRONG_AUTHENTICATION,
                new Secret("+43 660 5550123"),
                new Secret("" + ThreadLocalRandom.current().nextInt(100_000, 1_000_000)),
                false,
                "en",
                null,
                null,
                null,
                idempotencyKey);
    }

    /** The caller uses another channel, as it does when Meta refuses at once. */
    @ParameterizedTest
    @ValueSource(ints = {131026, 131056})
    void whatMetaCouldNotDeliverIsARefusalWhenItIsRepeated(int code) throws Exception {
        try (RudeServer meta = RudeServer.answering(200, TAKEN)) {
            Draft first = draft();
            onceOnly(meta).send(first, key(first));
            Refusal refusal =
                    new Refusal(RefusalCause.of(new MetaError(code, null, null)), new MetaError(code, null, null));
            new StatusStore(aws.dynamoDb(), AwsServices.MESSAGES)
                    .report(ENVIRONMENT, first.id(), new DeliveryStatus(MessageState.FAILED, NOW, refusal, null), NOW);

            assertThat(onceOnly(meta).send(draft(), key(first)))
                    .isEqualTo(new SendResult.Undelivered(first.id(), refusal));
            assertThat(meta.requests()).hasSize(1);
        }
    }

    private SendResult sentAfter(RudeServer meta, int seconds) throws Exception {
        Draft draft = draft();
        now = NOW.plusSeconds(seconds);
        return onceOnly(meta).send(draft, key(draft));
    }

    private static RequestKey key(Draft draft) {
        return new RequestKey(
                "hash" + draft.passcode().reference(), false, "ff", Duration.ofMinutes(1), Duration.ofDays(1));
    }

    private Draft draft() throws Exception {
        return drafts.draft(now, new SendingNumber("1001", 80));
    }

    private static MessageStore messages() {
        return new MessageStore(aws.dynamoDb(), AwsServices.MESSAGES);
    }

    private OnceOnly onceOnly(RudeServer meta) {
        return new OnceOnly(
                messages(),
                new KnownRecipientStore(aws.dynamoDb(), AwsServices.MESSAGES),
                new RefusedRecipientStore(aws.dynamoDb(), AwsServices.MESSAGES),
                new CheckRequestStore(aws.dynamoDb(), AwsServices.MESSAGES),
                new CredentialUseStore(aws.dynamoDb(), AwsServices.MESSAGES),
                limits(),
                new CachedCredentials(new CredentialVault(aws.secretsManager(), AwsServices.SECRETS)),
                GraphMessages.connect(meta.uri(), "v26.0"),
                new Clock(() -> now));
    }

    private static Limits limits() {
        LimitParameters none = new LimitParameters(0, 0, 0, 0, 0, 0, 0, 1, 1);
        return new Limits(
                none,
                CounterStore.ofMessages(aws.dynamoDb(), AwsServices.MESSAGES),
                new UniqueRecipientStore(aws.dynamoDb(), AwsServices.MESSAGES),
                new Conversions(new ConversionStore(aws.dynamoDb(), AwsServices.MESSAGES), none));
    }
}
