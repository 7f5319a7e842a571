package org.mfasender.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.AwsServices;
import org.mfasender.Fixtures;
import org.mfasender.messages.delivery.RefusalCause;
import org.mfasender.messages.limits.ConversionStore;
import org.mfasender.messages.limits.Conversions;
import org.mfasender.messages.limits.CounterStore;
import org.mfasender.messages.limits.Limits;
import org.mfasender.messages.limits.UniqueRecipientStore;
import org.mfasender.messages.recipients.EnvironmentKeys;
import org.mfasender.messages.recipients.RecipientReader;
import org.mfasender.messages.recipients.RefusedRecipientStore;
import org.mfasender.messages.storage.MessageStore;
import org.mfasender.platform.Clock;
import org.mfasender.platform.config.LimitParameters;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.meta.RudeServer;
import org.mfasender.platform.secrets.CachedCredentials;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.platform.secrets.StackSecret;
import org.mfasender.sender.SendProjection.Via;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.ServingContent;
import org.mfasender.templates.bindings.ServingContent.Match;
import org.mfasender.templates.bindings.UsableContent;

/** A call that could end after its deadline is not begun, so that after the deadline nobody is sending. */
class OnceOnlyIT {

    private static final Via VIA =
            new Via(Fixtures.WABA, Fixtures.APP, Fixtures.SECRET, Fixtures.version(1), "1001", null, null);
    private static final String TAKEN = "{\"messages\": [{\"id\": \"wamid.simulated\"}]}";

    private static AwsServices aws;

    private Instant now = NOW;

    @BeforeAll
    static void startServices() throws Exception {
        aws = AwsServices.start();
        aws.secretsManager().createSecret(request -> request.name("hashes").secretString("simulated"));
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

    private SendResult sentAfter(RudeServer meta, int seconds) throws Exception {
        Draft draft = draft();
        now = NOW.plusSeconds(seconds);
        return onceOnly(meta).send(draft, key(draft));
    }

    private static RequestKey key(Draft draft) {
        return new RequestKey("hash" + draft.passcode().reference(), false, "ff", Duration.ofMinutes(1));
    }

    private Draft draft() throws Exception {
        UsableContent content = new UsableContent(
                UUID.randomUUID(),
                Purpose.STRONG_AUTHENTICATION,
                "en",
                null,
                false,
                NOW,
                "400",
                "mfa_strong_authentication_v1",
                "en",
                true,
                300);
        return Draft.of(
                ENVIRONMENT,
                VIA,
                "1001",
                new RecipientReader().read("+43 660 5550123"),
                new ServingContent(content, Match.EXACT),
                new MessageRequest(
                        Purpose.STRONG_AUTHENTICATION,
                        new Secret("+43 660 5550123"),
                        new Secret("493027"),
                        "en",
                        null,
                        null,
                        null),
                keys().of(ENVIRONMENT),
                now);
    }

    private static EnvironmentKeys keys() {
        return new EnvironmentKeys(new StackSecret(aws.secretsManager(), "hashes"));
    }

    private OnceOnly onceOnly(RudeServer meta) {
        return new OnceOnly(
                new MessageStore(aws.dynamoDb(), AwsServices.MESSAGES),
                new RefusedRecipientStore(aws.dynamoDb(), AwsServices.MESSAGES),
                limits(),
                new CachedCredentials(new CredentialVault(aws.secretsManager(), AwsServices.SECRETS)),
                GraphClient.connect(meta.uri(), "v26.0").messages(),
                new Clock(() -> now));
    }

    private static Limits limits() {
        LimitParameters none = new LimitParameters(0, 0, 0, 0, 0, 0, 0, 1, 1);
        return new Limits(
                none,
                new CounterStore(aws.dynamoDb(), AwsServices.MESSAGES),
                new UniqueRecipientStore(aws.dynamoDb(), AwsServices.MESSAGES),
                new Conversions(new ConversionStore(aws.dynamoDb(), AwsServices.MESSAGES), none),
                keys());
    }
}
