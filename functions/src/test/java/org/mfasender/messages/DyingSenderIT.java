package org.mfasender.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mfasender.AwsServices;
import org.mfasender.Fixtures;
import org.mfasender.messages.delivery.DeliveryStatus;
import org.mfasender.messages.delivery.Message;
import org.mfasender.messages.delivery.MessageState;
import org.mfasender.messages.delivery.Refusal;
import org.mfasender.messages.delivery.RefusalCause;
import org.mfasender.messages.limits.ConversionStore;
import org.mfasender.messages.limits.Conversions;
import org.mfasender.messages.limits.KnownRecipientStore;
import org.mfasender.messages.limits.Limits;
import org.mfasender.messages.limits.UniqueRecipientStore;
import org.mfasender.messages.recipients.RefusedRecipientStore;
import org.mfasender.messages.storage.CheckRequestStore;
import org.mfasender.messages.storage.CredentialUseStore;
import org.mfasender.messages.storage.MessageStore;
import org.mfasender.messages.storage.StatusStore;
import org.mfasender.platform.Clock;
import org.mfasender.platform.config.LimitParameters;
import org.mfasender.platform.dynamodb.CounterStore;
import org.mfasender.platform.meta.GraphMessages;
import org.mfasender.platform.meta.RudeServer;
import org.mfasender.platform.secrets.CachedCredentials;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.sender.SendingNumber;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A process dies after any of its writes. Whatever message a caller is answered with can be read, and what Meta reports of one that has
 * left is known by the caller's correlation ID.
 */
class DyingSenderIT {

    private static final String TAKEN = "{\"messages\": [{\"id\": \"wamid.simulated\"}]}";
    private static final Instant AFTERWARDS = NOW.plus(Message.DEADLINE);

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

    @Test
    void whateverMessageACallerKnowsCanBeRead() throws Exception {
        Life whole = new Life(Integer.MAX_VALUE);
        assertThat(lived(whole)).isNull();
        assertThat(whole.writes()).isGreaterThan(4);

        boolean leftUnanswered = false;
        for (int writes = 0; writes < whole.writes(); writes++) {
            leftUnanswered |= diesAfter(writes);
        }
        assertThat(leftUnanswered).as("one died after the call of Meta").isTrue();
    }

    /** How a process ended that sends one message: null when it did not die. */
    private @Nullable Throwable lived(Life life) throws Exception {
        try (RudeServer meta = RudeServer.answering(200, TAKEN)) {
            Draft draft = draft();
            return catchThrowable(() -> onceOnly(life.dynamoDb(), meta).send(draft, key(draft)));
        }
    }

    /** Whether the message has left. */
    private boolean diesAfter(int writes) throws Exception {
        now = NOW;
        Draft first = draft();
        try (RudeServer meta = RudeServer.answering(200, TAKEN)) {
            Life life = new Life(writes);
            Throwable death =
                    catchThrowable(() -> onceOnly(life.dynamoDb(), meta).send(first, key(first)));
            assertThat(death).as("%d writes", writes).isInstanceOf(Died.class);
            boolean left = !meta.requests().isEmpty();
            if (writes == 0) {
                assertThat(left).isFalse();
                assertThat(onceOnly(aws.dynamoDb(), meta).send(draft(), key(first)))
                        .isInstanceOf(SendResult.Accepted.class);
                return false;
            }
            int calls = meta.requests().size();
            assertThat(onceOnly(aws.dynamoDb(), meta).send(draft(), key(first)))
                    .isInstanceOfSatisfying(SendResult.InProgress.class, inProgress -> {
                        if (left || inProgress.messageId() != null) {
                            assertThat(seen(Objects.requireNonNull(inProgress.messageId()))
                                            .state())
                                    .isEqualTo(MessageState.SENDING);
                        }
                    });
            if (left) {
                now = AFTERWARDS;
                assertThat(seen(first.id()).state()).isEqualTo(MessageState.UNKNOWN);
            }
            now = AFTERWARDS;
            assertThat(onceOnly(aws.dynamoDb(), meta).send(draft(), key(first)))
                    .isEqualTo(new SendResult.Unknown(first.id()));
            assertThat(seen(first.id()).state()).isEqualTo(MessageState.UNKNOWN);
            assertThat(meta.requests()).hasSize(calls);
            if (left) {
                assertThat(failed(first.id()).sending()).isEqualTo(first.sending());
            }
            return left;
        }
    }

    /** The message, since Meta has reported that it could not be delivered. */
    private Message failed(UUID id) {
        return new StatusStore(aws.dynamoDb(), AwsServices.MESSAGES)
                .report(
                        ENVIRONMENT,
                        id,
                        new DeliveryStatus(MessageState.FAILED, now, new Refusal(RefusalCause.OTHER, null), null),
                        now)
                .message();
    }

    private Message seen(UUID id) {
        return new MessageStore(aws.dynamoDb(), AwsServices.MESSAGES)
                .find(ENVIRONMENT, id, now)
                .orElseThrow()
                .asSeenAt(now);
    }

    /** A refusal that may pass, and a limit: the key is given back, and who knows the message finds that nothing was sent. */
    @Test
    void whatWasGivenUpIsReadAsRefused() throws Exception {
        try (RudeServer meta = RudeServer.answering(429, "{\"error\": {\"code\": 130429}}")) {
            Draft first = draft();
            assertThat(onceOnly(aws.dynamoDb(), meta).send(first, key(first)))
                    .isInstanceOfSatisfying(
                            SendResult.Refused.class,
                            refused -> assertThat(refused.messageId()).isNull());
            assertThat(seen(first.id()))
                    .satisfies(message -> assertThat(
                                    Objects.requireNonNull(message.refusal()).cause())
                            .isEqualTo(RefusalCause.RATE_LIMITED))
                    .matches(Message::wasGivenUp);
        }
    }

    private Draft draft() throws Exception {
        return drafts.draft(now, new SendingNumber("1001", 80));
    }

    private static RequestKey key(Draft draft) {
        return new RequestKey(
                "hash" + draft.passcode().reference(), false, "ff", Duration.ofMinutes(1), Duration.ofDays(1));
    }

    private OnceOnly onceOnly(DynamoDbClient dynamoDb, RudeServer meta) {
        LimitParameters parameters = new LimitParameters(1_000, 1_000, 1_000, 1_000, 1_000, 0, 0, 1, 1);
        return new OnceOnly(
                new MessageStore(dynamoDb, AwsServices.MESSAGES),
                new KnownRecipientStore(dynamoDb, AwsServices.MESSAGES),
                new RefusedRecipientStore(dynamoDb, AwsServices.MESSAGES),
                new CheckRequestStore(dynamoDb, AwsServices.MESSAGES),
                new CredentialUseStore(dynamoDb, AwsServices.MESSAGES),
                new Limits(
                        parameters,
                        CounterStore.ofMessages(dynamoDb, AwsServices.MESSAGES),
                        new UniqueRecipientStore(dynamoDb, AwsServices.MESSAGES),
                        new Conversions(new ConversionStore(dynamoDb, AwsServices.MESSAGES), parameters)),
                new CachedCredentials(new CredentialVault(aws.secretsManager(), AwsServices.SECRETS)),
                GraphMessages.connect(meta.uri(), "v26.0"),
                new Clock(() -> now));
    }

    /** No exception, so that nothing is done about it. */
    private static final class Died extends Error {

        private static final long serialVersionUID = 1;
    }

    /** A process that may do so many writes; then it is dead, and none of its calls arrives. */
    private static final class Life {

        private static final Set<String> WRITES = Set.of("putItem", "updateItem", "deleteItem");

        private final int most;
        private int writes;
        private boolean dead;

        Life(int most) {
            this.most = most;
        }

        synchronized int writes() {
            return writes;
        }

        DynamoDbClient dynamoDb() {
            return (DynamoDbClient) Proxy.newProxyInstance(
                    DynamoDbClient.class.getClassLoader(),
                    new Class<?>[] {DynamoDbClient.class},
                    (proxy, method, arguments) -> {
                        goOn(method.getName());
                        try {
                            return method.invoke(aws.dynamoDb(), arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        private synchronized void goOn(String call) {
            boolean write = WRITES.contains(call);
            dead |= write && writes == most;
            if (dead) {
                throw new Died();
            }
            writes += write ? 1 : 0;
        }
    }
}
