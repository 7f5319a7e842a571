package org.mfasender.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mfasender.Fixtures.ENVIRONMENT;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.mfasender.AwsServices;
import org.mfasender.LambdaContext;
import org.mfasender.messages.delivery.DeliveryStatus;
import org.mfasender.messages.delivery.Message;
import org.mfasender.messages.delivery.MessageState;
import org.mfasender.messages.delivery.Refusal;
import org.mfasender.messages.delivery.RefusalCause;
import org.mfasender.messages.storage.MessageStore;
import org.mfasender.messages.storage.StatusStore;
import org.mfasender.platform.Clock;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.Events;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.json.Json;
import org.mfasender.platform.meta.MetaError;
import org.mfasender.platform.meta.RudeServer;
import org.mfasender.platform.observe.Observation;
import org.mfasender.platform.observe.Printed;
import org.mfasender.sender.SendingNumber;
import org.mfasender.templates.Purpose;

class StatusWaitingIT {

    private static AwsServices aws;
    private static MessageStore messages;
    private static StatusStore statuses;
    private static StatusWaiting waiting;
    private static Drafts drafts;

    private final Message message =
            new Message(UUID.randomUUID(), ENVIRONMENT, MessageState.ACCEPTED, null, null, "ff00");

    @BeforeAll
    static void startServices() throws Exception {
        aws = AwsServices.start();
        messages = new MessageStore(aws.dynamoDb(), AwsServices.MESSAGES);
        statuses = new StatusStore(aws.dynamoDb(), AwsServices.MESSAGES);
        waiting = new StatusWaiting(messages, Clock.system());
        drafts = new Drafts(aws);
    }

    @AfterAll
    static void stopServices() {
        aws.close();
    }

    @Test
    void withoutThePreferenceNobodyWaits() {
        report(MessageState.SENT, null);

        HttpResponse answer = answer(null, accepted());

        assertThat(status(answer)).isEqualTo("ACCEPTED");
        assertThat(answer.headers()).doesNotContainKey("Preference-Applied");
    }

    @Test
    void theFirstStatusIsAnsweredWhenItComes() throws Exception {
        Executor later = CompletableFuture.delayedExecutor(400, TimeUnit.MILLISECONDS);
        CompletableFuture<Void> reported =
                CompletableFuture.runAsync(() -> report(MessageState.DELIVERED, null), later);

        HttpResponse answer = answer("wait=9", accepted());

        assertThat(answer.status()).isEqualTo(202);
        assertThat(status(answer)).isEqualTo("DELIVERED");
        assertThat(Json.MAPPER
                        .valueToTree(answer.body())
                        .path("whatsAppMessageId")
                        .asText())
                .isEqualTo("wamid.x");
        assertThat(answer.headers())
                .containsEntry("Preference-Applied", "wait=9")
                .containsKey("Location");
        reported.get();
    }

    @Test
    void whatIsKnownIsAnsweredWhenNoneComes() {
        long begin = System.nanoTime();

        HttpResponse answer = answer("wait=1", accepted());

        assertThat(status(answer)).isEqualTo("ACCEPTED");
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofMillis(700), Duration.ofSeconds(5));
    }

    /** What Meta has accepted was sent, also when its status cannot be read. */
    @ParameterizedTest
    @CsvSource({"500, {}", "400, '{\"__type\": \"AccessDeniedException\"}'", "200, nonsense"})
    void whatIsKnownIsAnsweredWhenNothingCanBeRead(int status, String body) {
        try (RudeServer failing = RudeServer.answering(status, body)) {
            MessageStore unreadable = new MessageStore(
                    AwsServices.clients(Map.of("AWS_ENDPOINT_URL_DYNAMODB", failing.uri()))
                            .dynamoDb(),
                    AwsServices.MESSAGES);
            StatusWaiting inVain = new StatusWaiting(unreadable, Clock.system());

            HttpResponse answer = SendResource.answer(
                    Events.request(event("wait=1")), Purpose.STRONG_AUTHENTICATION, accepted(), inVain);

            assertThat(answer.status()).isEqualTo(202);
            assertThat(status(answer)).isEqualTo("ACCEPTED");
            failing.awaitRequests(1);
        }
    }

    @Test
    void theTimeBeginsWithTheRequest() {
        APIGatewayV2HTTPEvent event = event("wait=10");
        event.getRequestContext().setTimeEpoch(Instant.now().minusSeconds(60).toEpochMilli());
        long begin = System.nanoTime();

        HttpResponse answer =
                SendResource.answer(Events.request(event), Purpose.STRONG_AUTHENTICATION, accepted(), waiting);

        assertThat(status(answer)).isEqualTo("ACCEPTED");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({"wait=600, wait=10", "'respond-async, wait=3', wait=3", "'wait=\"4\"', wait=4"})
    void tenSecondsAreTheLongest(String prefer, String applied) {
        report(MessageState.SENT, null);

        assertThat(answer(prefer, accepted()).headers()).containsEntry("Preference-Applied", applied);
    }

    @ParameterizedTest
    @EnumSource(value = RefusalCause.class, mode = Mode.EXCLUDE, names = "TOO_SLOW")
    void aFailureIsARefusalForAnotherChannel(RefusalCause cause) {
        report(MessageState.FAILED, new Refusal(cause, new MetaError(131026, null, null)));

        assertThatThrownBy(() -> answer("wait=5", accepted())).isInstanceOfSatisfying(ApiException.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(502);
            assertThat(refusal.headers()).doesNotContainKey("Retry-After");
            assertThat(refusal.violations()).singleElement().satisfies(violation -> {
                assertThat(violation.message()).doesNotContain("Nothing was sent");
                assertThat(violation.message().endsWith("Use another channel."))
                        .isEqualTo(cause != RefusalCause.IDENTITY_CHANGED);
                assertThat(violation.innerError())
                        .containsEntry("cause", cause.name())
                        .containsEntry("useAnotherChannel", cause != RefusalCause.IDENTITY_CHANGED)
                        .containsEntry("messageId", message.id().toString())
                        .containsEntry("code", 131026);
            });
        });
    }

    /** A request is counted by what it is answered: alarms subtract what is expected from the errors of the HTTP API. */
    @ParameterizedTest
    @CsvSource({"wait=5, FAILED, undelivered, NOT_ON_WHATSAPP", "wait=5, SENT, accepted,", ", FAILED, accepted,"})
    void anAnswerIsCountedAfterTheWait(
            @Nullable String prefer, MessageState state, String outcome, @Nullable String cause) throws Exception {
        Message taken = new Message(
                message.id(),
                ENVIRONMENT,
                MessageState.ACCEPTED,
                null,
                drafts.draft(Instant.now(), new SendingNumber("1001", 80)).sending(),
                "ff00");
        Refusal refusal = new Refusal(RefusalCause.NOT_ON_WHATSAPP, new MetaError(131026, null, null));
        report(state, state == MessageState.FAILED ? refusal : null);

        List<JsonNode> metrics =
                Printed.during(() -> observed(() -> answer(prefer, new SendResult.Accepted(taken, "wamid.x"))));

        assertThat(metrics)
                .filteredOn(document -> document.has("Messages"))
                .singleElement()
                .satisfies(document ->
                        assertThat(document.path("Outcome").asText()).isEqualTo(outcome));
        assertThat(metrics)
                .filteredOn(document -> document.has("Refusals"))
                .extracting(document -> document.path("Cause").asText())
                .isEqualTo(cause == null ? List.of() : List.of(cause));
        assertThat(metrics)
                .filteredOn(document -> document.has("AcceptedMessages"))
                .extracting(document -> document.path("Country").asText())
                .containsExactly("AT");
    }

    @Test
    void aRepeatedFailureIsCountedAsUndelivered() throws Exception {
        Refusal refusal = new Refusal(RefusalCause.NOT_ON_WHATSAPP, null);

        List<JsonNode> metrics =
                Printed.during(() -> observed(() -> answer(null, new SendResult.Undelivered(message.id(), refusal))));

        assertThat(metrics)
                .filteredOn(document -> document.has("Messages"))
                .extracting(document -> document.path("Outcome").asText())
                .containsExactly("undelivered");
        assertThat(metrics).noneMatch(document -> document.has("AcceptedMessages"));
    }

    @Test
    void aRepeatedRequestWaitsToo() {
        report(MessageState.READ, null);

        assertThat(status(answer("wait=5", new SendResult.Repeated(message)))).isEqualTo("READ");
    }

    @Test
    void aStatusResolvesAnUnknownOutcome() {
        SendResult unknown = new SendResult.Unknown(message.id());
        assertThatThrownBy(() -> answer("wait=0", unknown))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(504));

        report(MessageState.SENT, null);

        HttpResponse answer = answer("wait=5", unknown);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(status(answer)).isEqualTo("SENT");
    }

    @Test
    void whatWasNotSentIsAnsweredAtOnce() {
        long begin = System.nanoTime();

        assertThatThrownBy(() -> answer("wait=10", new SendResult.NoAccount())).isInstanceOf(ApiException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    private static void observed(Supplier<HttpResponse> answer) {
        Observation observation = Observation.begin(StatusWaitingIT.class, new LambdaContext());
        try {
            observation.counting(answer);
        } catch (ApiException e) {
            assertThat(e.status()).isEqualTo(502);
        }
    }

    private SendResult accepted() {
        messages.record(message, Instant.now());
        return new SendResult.Accepted(message, "wamid.x");
    }

    private void report(MessageState state, @Nullable Refusal refusal) {
        Instant now = Instant.now();
        statuses.report(ENVIRONMENT, message.id(), new DeliveryStatus(state, now, refusal, null), now);
    }

    private static HttpResponse answer(@Nullable String prefer, SendResult result) {
        return SendResource.answer(Events.request(event(prefer)), Purpose.STRONG_AUTHENTICATION, result, waiting);
    }

    private static APIGatewayV2HTTPEvent event(@Nullable String prefer) {
        Map<String, String> headers = new HashMap<>();
        if (prefer != null) {
            headers.put("prefer", prefer);
        }
        APIGatewayV2HTTPEvent.RequestContext context = new APIGatewayV2HTTPEvent.RequestContext();
        context.setTimeEpoch(Instant.now().toEpochMilli());
        return APIGatewayV2HTTPEvent.builder()
                .withPathParameters(Map.of("environmentId", ENVIRONMENT.toString()))
                .withHeaders(headers)
                .withRequestContext(context)
                .build();
    }

    private static String status(HttpResponse answer) {
        return Json.MAPPER.valueToTree(answer.body()).path("status").asText();
    }
}
