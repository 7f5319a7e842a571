package org.mfasender.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mfasender.AwsServices;
import org.mfasender.platform.TimeBudget;
import org.mfasender.platform.meta.RudeServer;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How long calls of AWS take when nobody answers. */
class CallBudgetIT {

    @ParameterizedTest
    @MethodSource("calls")
    void aCallThatNobodyAnswersEndsWithTheBudget(Function<AwsClients, Object> call) {
        try (RudeServer silent = new RudeServer("", false)) {
            AwsClients clients = clients(silent.uri());

            ApiCallTimeoutException failure = timeout(Duration.ofMillis(1700), () -> call.apply(clients));

            assertThat(allowed(failure)).isBetween(1000L, 1700L);
            silent.awaitRequests(1);
        }
    }

    static Stream<Function<AwsClients, Object>> calls() {
        return Stream.of(
                clients -> clients.dynamoDb()
                        .getItem(request -> request.tableName("t").key(Map.of("pk", AttributeValue.fromS("1")))),
                // a paginator brings a configuration of its own
                clients -> clients.dynamoDb().queryPaginator(request -> request.tableName("t")).items().stream()
                        .toList(),
                clients -> clients.secretsManager().getSecretValue(request -> request.secretId("s")),
                clients -> clients.stepFunctions().stopExecution(request -> request.executionArn("arn")));
    }

    @Test
    void whenTheBudgetIsOverACallHasASecond() {
        try (RudeServer silent = new RudeServer("", false)) {
            AwsClients clients = clients(silent.uri());

            ApiCallTimeoutException failure = timeout(
                    Duration.ofSeconds(-3),
                    () -> clients.secretsManager().getSecretValue(request -> request.secretId("s")));

            assertThat(allowed(failure)).isEqualTo(1000);
        }
    }

    @Test
    void whatIsAnsweredSoonIsDoneWithoutABudgetToo() {
        try (RudeServer prompt = RudeServer.answering(200, "{\"SecretString\": \"example\"}")) {
            AwsClients clients = clients(prompt.uri());

            assertThat(clients.secretsManager()
                            .getSecretValue(request -> request.secretId("s"))
                            .secretString())
                    .isEqualTo("example");
        }
    }

    private static AwsClients clients(URI endpoint) {
        return AwsServices.clients(Map.of("AWS_ENDPOINT_URL", endpoint));
    }

    private static ApiCallTimeoutException timeout(Duration budget, Supplier<Object> call) {
        return catchThrowableOfType(
                ApiCallTimeoutException.class, () -> TimeBudget.of(budget).limit(call));
    }

    /** The milliseconds that the call was given, as the message says it. */
    private static long allowed(ApiCallTimeoutException failure) {
        return Long.parseLong(String.valueOf(failure.getMessage()).replaceAll("\\D+", ""));
    }
}
