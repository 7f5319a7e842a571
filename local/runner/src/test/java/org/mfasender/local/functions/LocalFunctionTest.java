package org.mfasender.local.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.template.FunctionDefinition;

class LocalFunctionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STEP = StepHandler.class.getName() + "::handleRequest";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void invokesTheHandler() throws Exception {
        FunctionResult result = load(STEP, Duration.ofSeconds(60)).invoke(bytes("{\"action\":\"walk\"}"));

        JsonNode answer = json(result);
        assertThat(result.functionError()).isNull();
        assertThat(answer.path("status").textValue()).isEqualTo("walk");
        assertThat(answer.path("remainingMillis").intValue()).isBetween(1, 60_000);
    }

    @Test
    void givesTheVariablesOfTheTemplateBesideThoseOfLambda() throws Exception {
        JsonNode environment = json(load(STEP, Duration.ofSeconds(60)).invoke(bytes("{\"action\":\"walk\"}")))
                .path("environment");

        assertThat(environment).isEqualTo(JSON.readTree("""
                {"AWS_REGION": "us-east-1", "GREETING": "hello", "AWS_LAMBDA_FUNCTION_NAME": "Step"}
                """));
    }

    @Test
    void collectsWhatTheHandlerLogs() throws Exception {
        load(STEP, Duration.ofSeconds(60)).invoke(bytes("{\"action\":\"walk\"}"));

        assertThat(log).containsExactly("Step: did walk");
    }

    @Test
    void collectsWhatTheHandlerPrintsWhoeverPrintsAtTheSameTime() throws Exception {
        LocalFunction function = load(STEP, Duration.ofSeconds(60));
        List<Future<FunctionResult>> invocations = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            invocations.add(threads.submit(() -> function.invoke(bytes("{\"action\":\"print\"}"))));
        }
        for (Future<FunctionResult> invocation : invocations) {
            assertThat(invocation.get().functionError()).isNull();
        }

        assertThat(log)
                .hasSize(100)
                .doesNotHaveDuplicates()
                .allMatch(line -> line.matches("Step: printed for [0-9a-f-]{36}"));
    }

    @Test
    void passesStreamsThrough() throws Exception {
        String handler = StepHandler.Copying.class.getName() + "::handleRequest";

        FunctionResult result = load(handler, Duration.ofSeconds(60)).invoke(bytes("{\"a\":1}"));

        assertThat(result.payload()).isEqualTo(bytes("{\"a\":1}"));
    }

    @Test
    void refusesVariablesOfMoreThanFourKilobytes() {
        FunctionDefinition definition = new FunctionDefinition(
                "Step", Path.of(""), STEP, Duration.ofSeconds(1), Map.of("GREETING", "x".repeat(4_089)), List.of());

        assertThatThrownBy(() -> LocalFunction.load(definition, Map.of(), (function, id, message) -> {}, threads))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4097 bytes");
    }

    @Test
    void refusesAnAnswerOfMoreThanSixMegabytes() throws Exception {
        LocalFunction copying = load(StepHandler.Copying.class.getName() + "::handleRequest", Duration.ofSeconds(60));
        byte[] largest = new byte[6_291_556];

        assertThat(copying.invoke(largest).payload()).hasSize(largest.length);
        FunctionResult refused = copying.invoke(new byte[largest.length + 1]);

        assertThat(refused.functionError()).isEqualTo("Unhandled");
        assertThat(json(refused).path("errorType").textValue()).isEqualTo("Function.ResponseSizeTooLarge");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"action":"fail"}          | java.lang.IllegalStateException         | told to
            {"action":"fail silently"} | java.lang.UnsupportedOperationException | java.lang.UnsupportedOperationException
            """)
    void describesAFailureAsLambdaDoes(String payload, String type, String message) throws Exception {
        FunctionResult result = load(STEP, Duration.ofSeconds(60)).invoke(bytes(payload));

        JsonNode error = json(result);
        assertThat(result.functionError()).isEqualTo("Unhandled");
        assertThat(error.path("errorType").textValue()).isEqualTo(type);
        assertThat(error.path("errorMessage").textValue()).isEqualTo(message);
        assertThat(error.path("stackTrace").path(0).textValue()).contains("(");
    }

    @Test
    void endsAHandlerThatTakesTooLong() throws Exception {
        FunctionResult result = load(STEP, Duration.ofSeconds(1)).invoke(bytes("{\"action\":\"hang\"}"));

        JsonNode error = json(result);
        assertThat(result.functionError()).isEqualTo("Unhandled");
        assertThat(error.path("errorType").textValue()).isEqualTo("Sandbox.Timedout");
        assertThat(error.path("errorMessage").textValue())
                .matches("RequestId: [0-9a-f-]{36} Error: Task timed out after 1.00 seconds");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            org.mfasender.Nothing::handleRequest,                                 names a class that does not exist
            org.mfasender.local.functions.StepHandler::handle,                    does not end in ::handleRequest
            org.mfasender.local.functions.StepHandler$Inflexible::handleRequest,  needs two public constructors
            java.util.HashMap::handleRequest,                                     is no RequestStreamHandler
            """)
    void refusesAHandlerThatCannotBeUsed(String handler, String reason) {
        assertThatThrownBy(() -> load(handler, Duration.ofSeconds(60)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Step: handler " + handler + " " + reason);
    }

    @Test
    void saysWhyAConstructorFailed() {
        FunctionDefinition definition = new FunctionDefinition(
                "Step",
                Path.of(""),
                StepHandler.Copying.class.getName() + "::handleRequest",
                Duration.ofSeconds(60),
                Map.of("BROKEN", "yes"),
                List.of());

        assertThatThrownBy(() -> LocalFunction.load(definition, Map.of(), (function, id, message) -> {}, threads))
                .hasMessageContaining("no use");
    }

    private LocalFunction load(String handler, Duration timeout) {
        FunctionDefinition definition =
                new FunctionDefinition("Step", Path.of(""), handler, timeout, Map.of("GREETING", "hello"), List.of());
        return LocalFunction.load(
                definition,
                Map.of("AWS_REGION", "us-east-1"),
                (function, id, message) -> log.add(function + ": " + message),
                threads);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode json(FunctionResult result) throws IOException {
        return JSON.readTree(result.payload());
    }
}
