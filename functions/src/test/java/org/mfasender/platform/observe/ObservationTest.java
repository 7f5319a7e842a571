package org.mfasender.platform.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mfasender.Fixtures;
import org.mfasender.LambdaContext;

class ObservationTest {

    private static final List<String> SHAPE = Stream.concat(
                    Stream.of("timestamp", "level", "service", "function", "requestId"),
                    Stream.of(Field.values()).map(Field::toString))
            .toList();

    private final LambdaContext context = new LambdaContext();

    private static final class CheckSenderHandler {}

    private Observation observation() {
        return Observation.begin(CheckSenderHandler.class, context);
    }

    @ParameterizedTest
    @EnumSource
    void everyLineHasOneShape(Outcome outcome) throws Exception {
        Printed.during(() -> {
            observation().stepEnded(outcome, "validate");
            observation()
                    .with(Field.CODE, "X")
                    .with(Field.ENVIRONMENT_ID, Fixtures.ENVIRONMENT)
                    .requestEnded(outcome, 200);
            Observation all = observation();
            for (Field field : Field.values()) {
                all.with(field, "something");
            }
            all.stepEnded(outcome, "list-numbers");
        });

        List<String> lines =
                context.logged().strip().lines().filter(line -> !line.isEmpty()).toList();
        assertThat(lines).hasSize(3);
        for (String text : lines) {
            JsonNode line = new ObjectMapper().readTree(text);
            List<String> names = new ArrayList<>();
            line.fieldNames().forEachRemaining(names::add);
            assertThat(names).startsWith("timestamp", "level", "service", "function", "requestId");
            assertThat(names).isEqualTo(SHAPE.stream().filter(names::contains).toList());
            assertThat(Instant.parse(line.path("timestamp").asText())).isNotNull();
            assertThat(line.path("level").asText()).isEqualTo(outcome.level().name());
            assertThat(line.path("requestId").asText()).isEqualTo(context.getAwsRequestId());
            assertThat(line.path("outcome").asText()).isEqualTo(outcome.name());
        }
    }

    @Test
    void whatThereIsNoValueForIsLeftOut() throws Exception {
        Printed.during(() -> observation().with(Field.CODE, null).requestEnded(Outcome.ANSWERED, 200));

        assertThat(context.logged()).doesNotContain("code", "null", "graphCalls", "meta");
    }

    @Test
    void aFunctionIsCalledAfterItsHandler() throws Exception {
        List<JsonNode> metrics = Printed.during(() -> observation().requestEnded(Outcome.ANSWERED, 202));

        assertThat(metrics).singleElement().satisfies(document -> {
            assertThat(document.path("Function").asText()).endsWith("check-sender");
            assertThat(document.path("StatusClass").asText()).isEqualTo("2xx");
            assertThat(document.path("Requests").asInt()).isEqualTo(1);
        });
    }

    @Test
    void anEndedRunIsCountedByItsOutcomeAndItsDuration() throws Exception {
        List<JsonNode> metrics =
                Printed.during(() -> observation().runEnded(RunOutcome.CONFIGURED, Duration.ofMillis(1500)));

        assertThat(metrics).singleElement().satisfies(document -> {
            assertThat(document.path("Outcome").asText()).isEqualTo("configured");
            assertThat(document.path("Runs").asInt()).isEqualTo(1);
            assertThat(document.path("RunDuration").asDouble()).isEqualTo(1.5);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aMetricHasTheDimensionsThatItNames(Metric metric) throws Exception {
        Map<Dimension, String> dimensions =
                metric.dimensions().stream().collect(Collectors.toMap(name -> name, name -> "some"));
        List<JsonNode> metrics = Printed.during(() -> Metrics.write("id", dimensions, Map.of(metric, 7)));

        Set<String> names = Stream.concat(
                        Stream.of("Service"), metric.dimensions().stream().map(Dimension::toString))
                .collect(Collectors.toSet());
        assertThat(metrics)
                .singleElement()
                .satisfies(document -> assertThat(Printed.dimensions(document))
                        .isEqualTo(
                                metric.isTotalled()
                                        ? Stream.of(names, Set.of("Service"))
                                                .distinct()
                                                .toList()
                                        : List.of(names)));
        assertThat(Printed.values(metrics, metric.toString())).containsExactly(7.0);
    }

    @Test
    void noMetricDistinguishesEnvironments() throws Exception {
        List<JsonNode> metrics = Printed.during(() -> {
            Observation observation = observation().with(Field.ENVIRONMENT_ID, Fixtures.ENVIRONMENT);
            observation.failed("UNEXPECTED", new IllegalStateException("a text"));
            observation.runEnded(RunOutcome.SUPERSEDED, null);
            observation.stepEnded(Outcome.FAILED, "validate");
        });

        assertThat(metrics).hasSize(3);
        assertThat(metrics.toString()).doesNotContain(Fixtures.ENVIRONMENT.toString(), "a text");
    }

    @Test
    void functionsInOneJvmDoNotDisturbEachOther() throws Exception {
        int many = 500;
        List<JsonNode> metrics = Printed.during(() -> {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                IntStream.range(0, many)
                        .forEach(i -> threads.execute(() -> Metrics.write(
                                "request-" + i, Map.of(Dimension.STEP, "step-" + i), Map.of(Metric.STEP_DURATION, i))));
            }
        });

        assertThat(metrics).hasSize(many).allSatisfy(document -> {
            int i = document.path("StepDuration").asInt();
            assertThat(document.path("Step").asText()).isEqualTo("step-" + i);
            assertThat(document.path("requestId").asText()).isEqualTo("request-" + i);
        });
    }
}
