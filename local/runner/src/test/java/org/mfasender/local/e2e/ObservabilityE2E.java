package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.SharedLocalSystem.Shared;
import org.mfasender.local.functions.CollectedLog.Line;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.platform.observe.Field;

/** What operators see of a run: each function's lines in one shape, and metrics, although all functions run in one JVM. */
@Tag("emulator")
@ExtendWith(SharedLocalSystem.class)
class ObservabilityE2E {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final List<String> SHAPE = Stream.concat(
                    Stream.of("timestamp", "level", "service", "function", "requestId"),
                    Stream.of(Field.values()).map(Field::toString))
            .toList();

    private final Shared shared;
    private final SenderApi api;

    ObservabilityE2E(Shared shared) {
        this.shared = shared;
        this.api = new SenderApi(shared.system().httpUri());
    }

    @Test
    void aRunIsShownByItsLinesAndItsMetrics() {
        SimulatedAccount account = shared.system().graph().world().newAccount().create();
        api.put(account);
        JsonNode resource = api.awaitStatus("READY");
        // A function logs its line after it has stored what is seen here.
        new Stored(shared.system()).endedExecutions(api.environment());

        List<JsonNode> lines = lines();
        assertThat(lines).allSatisfy(ObservabilityE2E::hasTheShape);
        JsonNode submit = lines.stream()
                .filter(line -> line.path("function").asText().equals("submit"))
                .findFirst()
                .orElseThrow();
        assertThat(submit.path("route").asText()).startsWith("PUT /v1/environments/{environmentId}/");
        List<JsonNode> steps = lines.stream().filter(line -> line.has("step")).toList();
        assertThat(steps).extracting(line -> line.path("step").asText()).contains("validate", "list-numbers");
        assertThat(steps).allSatisfy(line -> {
            assertThat(line.path("execution").asText())
                    .matches(api.environment() + "-"
                            + resource.at("/provisioning/generation").asText() + "-[0-9a-f]{8}");
            assertThat(line.path("generation").asInt()).isEqualTo(1);
            assertThat(line.path("graphCalls").asInt()).isPositive();
        });
        JsonNode last = steps.getLast();
        assertThat(last.path("runOutcome").asText()).isEqualTo("configured");
        assertThat(metrics(last)).anySatisfy(document -> {
            assertThat(document.path("Outcome").asText()).isEqualTo("configured");
            assertThat(document.path("Runs").asInt()).isEqualTo(1);
        });
        assertThat(metrics(last)).anySatisfy(document -> {
            assertThat(document.path("Step").asText()).isEqualTo("provision-templates");
            assertThat(document.path("StepDuration").isNumber()).isTrue();
        });
        assertThat(metrics(submit))
                .singleElement()
                .satisfies(document ->
                        assertThat(document.path("Function").asText()).isEqualTo("submit"));
    }

    @Test
    void metasTraceIdIsInTheLineOfTheStepThatMetaRefused() {
        SimulatedAccount account = shared.system().graph().world().newAccount().create();
        shared.system().graph().faults().on("GET", "/" + account.wabaId(), Fault.throttled(80008, 60));
        api.put(account);
        api.await(
                "validate waits",
                resource -> Checks.step(resource, "validate")
                        .path("status")
                        .asText()
                        .equals("WAITING"));

        JsonNode waiting = awaitLine("WAITING");
        assertThat(waiting.path("metaCode").asInt()).isEqualTo(80008);
        assertThat(waiting.path("metaTraceId").asText()).isNotBlank();
        assertThat(metrics(waiting))
                .anySatisfy(document ->
                        assertThat(document.path("Throttles").asInt()).isEqualTo(1));
        api.delete();
    }

    @Test
    void nothingOfWhatTheAccountShowsIsLogged() {
        SimulatedAccount account = shared.system().graph().world().newAccount().create();
        api.put(account);
        JsonNode number = api.awaitStatus("READY").path("numbers").get(0);
        api.check(null);

        List<String> requests =
                lines().stream().map(line -> line.path("requestId").asText()).toList();
        String all = String.join(
                "\n",
                shared.log().lines().stream()
                        .filter(line -> requests.contains(line.requestId()))
                        .map(Line::message)
                        .toList());
        assertThat(all)
                .contains("inspect")
                .doesNotContain(
                        account.userAccessToken(),
                        account.appSecret(),
                        account.wabaId(),
                        number.path("numberId").asText(),
                        number.path("number").asText(),
                        number.path("number").asText().replaceAll("\\D", ""),
                        number.path("verifiedName").asText());
    }

    @Test
    void whateverFunctionsLogIsALineOrAMetric() {
        api.get();

        assertThat(shared.log().lines()).allSatisfy(line -> {
            JsonNode json = json(line);
            if (json.has("_aws")) {
                assertThat(json.at("/_aws/CloudWatchMetrics/0/Namespace").asText())
                        .isEqualTo("WhatsAppSender");
                assertThat(json.path("requestId").asText()).isEqualTo(line.requestId());
            } else if (!json.has("errorType")) { // which is how Lambda itself logs a function's exception
                hasTheShape(json);
            }
        });
    }

    /** The first line with an outcome: a function logs it after it has stored the outcome. */
    private JsonNode awaitLine(String outcome) {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            Optional<JsonNode> found = lines().stream()
                    .filter(line -> line.path("outcome").asText().equals(outcome))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            assertThat(Instant.now()).as("a line with outcome %s", outcome).isBefore(end);
            SenderApi.pause();
        }
    }

    private List<JsonNode> lines() {
        return shared.log().lines().stream()
                .map(ObservabilityE2E::json)
                .filter(line -> line.path("environmentId")
                        .asText()
                        .equals(api.environment().toString()))
                .toList();
    }

    private List<JsonNode> metrics(JsonNode line) {
        return shared.log().lines().stream()
                .map(ObservabilityE2E::json)
                .filter(document -> document.has("_aws"))
                .filter(document -> document.path("requestId").equals(line.path("requestId")))
                .toList();
    }

    private static void hasTheShape(JsonNode line) {
        List<String> names = new ArrayList<>();
        line.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .startsWith("timestamp", "level", "service", "function", "requestId")
                .contains("outcome", "durationMillis")
                .isEqualTo(SHAPE.stream().filter(names::contains).toList());
    }

    private static JsonNode json(Line line) {
        try {
            return SenderApi.JSON.readTree(line.message());
        } catch (JsonProcessingException e) {
            throw new AssertionError("No JSON: " + line.message(), e);
        }
    }
}
