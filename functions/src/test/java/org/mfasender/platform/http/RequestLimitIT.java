package org.mfasender.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.AwsServices;
import org.mfasender.platform.Clock;
import org.mfasender.platform.dynamodb.CounterStore;
import org.mfasender.platform.dynamodb.ExpiringTable;
import org.mfasender.platform.meta.RudeServer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How many requests of an environment reach what asks Meta, one after the other and many at once. */
class RequestLimitIT {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private static AwsServices aws;

    private final UUID environment = UUID.randomUUID();
    private Instant now = NOON;

    @BeforeAll
    static void startServices() throws Exception {
        aws = AwsServices.start();
    }

    @AfterAll
    static void stopServices() {
        aws.close();
    }

    @Test
    void asManyPassInAMinuteAsMayAndTheNextMinuteAsManyAgain() {
        Endpoint endpoint = limited(3);
        now = NOON.plusMillis(58_500);

        assertThat(passing(endpoint, 5)).isEqualTo(3);
        assertThat(refusal(endpoint).headers()).containsExactly(Map.entry("Retry-After", "2"));
        now = NOON.plusSeconds(60);
        assertThat(passing(endpoint, 5)).isEqualTo(3);
        assertThat(refusal(endpoint).headers()).containsExactly(Map.entry("Retry-After", "60"));
    }

    @Test
    void whoWaitsAsLongAsItIsAskedToPasses() {
        Endpoint endpoint = limited(1);
        now = NOON.plusMillis(12_345);
        passing(endpoint, 1);

        now = now.plusSeconds(Long.parseLong(refusal(endpoint).headers().getOrDefault("Retry-After", "")));

        assertThat(passing(endpoint, 1)).isEqualTo(1);
    }

    @Test
    void anExcessIsAnsweredAsALimit() {
        Endpoint endpoint = limited(1);
        passing(endpoint, 1);

        ApiException refusal = refusal(endpoint);

        assertThat(refusal.status()).isEqualTo(429);
        assertThat(refusal.code()).isEqualTo(ErrorCode.REQUEST_LIMITED);
        assertThat(refusal.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.code()).isEqualTo(Violation.Code.LIMIT_EXCEEDED);
            assertThat(violation.target()).isEqualTo("environmentId");
        });
    }

    @Test
    void oneEnvironmentDoesNotCountForAnother() {
        Endpoint endpoint = limited(2);
        UUID other = UUID.randomUUID();

        assertThat(passing(endpoint, 9)).isEqualTo(2);

        assertThat(IntStream.range(0, 9).filter(i -> passes(endpoint, other))).hasSize(2);
    }

    @Test
    void functionsCountTogether() {
        assertThat(passing(limited(3), 2)).isEqualTo(2);
        assertThat(passing(limited(3), 2)).isEqualTo(1);
    }

    @Test
    void manyAtOnceDoNotExceedIt() throws Exception {
        Endpoint endpoint = limited(7);

        List<Future<Boolean>> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = threads.invokeAll(IntStream.range(0, 40)
                    .mapToObj(i -> (Callable<Boolean>) () -> passes(endpoint, environment))
                    .toList());
        }

        assertThat(answers.stream().filter(Future::resultNow)).hasSize(7);
    }

    @Test
    void withoutALimitNothingIsCounted() {
        assertThat(passing(limited(0), 40)).isEqualTo(40);
        assertThat(count()).isEmpty();
    }

    @Test
    void whatIsCountedExpires() {
        passing(limited(2), 5);

        assertThat(count().get("requests")).isEqualTo(AttributeValue.fromN("2"));
        assertThat(count().get("expiresAt")).isEqualTo(ExpiringTable.expiry(NOON.plusSeconds(60 + 3600)));
    }

    /** What can be shared without a limit is better than nothing. */
    @ParameterizedTest
    @CsvSource({"500, {}, true", "400, '{\"__type\": \"AccessDeniedException\"}', true", "200, {}, false"})
    void aRequestPassesWhenItCannotBeCounted(int status, String body, boolean answers) {
        try (RudeServer server = answers ? RudeServer.answering(status, body) : new RudeServer("", false)) {
            Endpoint endpoint = limited(1, clientOf(server.uri()), Duration.ofSeconds(1));

            assertThat(passing(endpoint, 2)).isEqualTo(2);
            server.awaitRequests(2);
        }
    }

    @Test
    void whatIsNoEnvironmentIsRefused() {
        APIGatewayV2HTTPEvent event = event("none");

        assertThatThrownBy(() -> limited(1).answer(Events.request(event)))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(400));
    }

    private Endpoint limited(int perMinute) {
        return limited(perMinute, aws.dynamoDb(), Duration.ofSeconds(12));
    }

    private Endpoint limited(int perMinute, DynamoDbClient dynamoDb, Duration longest) {
        return new RequestLimit(
                        CounterStore.ofRequests(dynamoDb, AwsServices.MESSAGES),
                        perMinute,
                        new Clock(() -> now),
                        longest)
                .of(request -> HttpResponse.NO_CONTENT);
    }

    private static DynamoDbClient clientOf(URI endpoint) {
        return AwsServices.clients(Map.of("AWS_ENDPOINT_URL_DYNAMODB", endpoint))
                .dynamoDb();
    }

    private int passing(Endpoint endpoint, int requests) {
        return (int) IntStream.range(0, requests)
                .filter(i -> passes(endpoint, environment))
                .count();
    }

    private static boolean passes(Endpoint endpoint, UUID environment) {
        try {
            endpoint.answer(Events.request(event(environment.toString())));
            return true;
        } catch (ApiException e) {
            return false;
        }
    }

    private ApiException refusal(Endpoint endpoint) {
        try {
            endpoint.answer(Events.request(event(environment.toString())));
        } catch (ApiException e) {
            return e;
        }
        throw new AssertionError("It was not refused");
    }

    private Map<String, AttributeValue> count() {
        long minute = NOON.getEpochSecond() / 60;
        return aws.dynamoDb()
                .getItem(request -> request.tableName(AwsServices.MESSAGES)
                        .key(ExpiringTable.key("REQUESTS#" + environment + "#" + minute)))
                .item();
    }

    private static APIGatewayV2HTTPEvent event(String environment) {
        return APIGatewayV2HTTPEvent.builder()
                .withPathParameters(Map.of("environmentId", environment))
                .build();
    }
}
