package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mfasender.local.template.Surroundings;
import org.mfasender.local.template.Template;
import org.mfasender.sender.run.StepName;

/**
 * What holds for every state of the workflow's file, and what its file and the code have to agree on. They have to agree on the file
 * of release 0.1.0, too, for one release: executions that wait keep the definition they started with.
 */
class WorkflowFileTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."));
    private static final JsonNode MACHINE = read(ROOT.resolve("statemachine/configure-sender.asl.json"));
    private static final JsonNode FORMER =
            read(Path.of("src", "test", "resources", "contract", "configure-sender-0.1.0.asl.json"));
    private static final JsonNode STATES = MACHINE.path("States");
    /** Whose components are attributes of the account's item. */
    private static final List<Class<?>> ITEM = List.of(item("SenderItem"), item("ConnectionItem"));

    private static final String TEMPORARY_FAILURE = "org.mfasender.workflow.TemporaryFailureException";
    private static final String INVALID_INPUT = "org.mfasender.workflow.InvalidExecutionInputException";
    private static final String UNEXPECTED_FAILURE = "org.mfasender.workflow.UnexpectedFailureException";

    @ParameterizedTest
    @MethodSource("tasks")
    void everyTaskHasATimeoutWithinTheExecutions(String name) {
        int timeout = STATES.path(name).path("TimeoutSeconds").asInt();

        assertThat(timeout)
                .isPositive()
                .isLessThan(MACHINE.path("TimeoutSeconds").asInt());
    }

    @ParameterizedTest
    @EnumSource(StepName.class)
    void everyStepIsAStateThatOutlastsItsFunction(StepName step) {
        JsonNode state = STATES.path(step.toString());
        Template template = Template.read(
                ROOT.resolve("template.yaml"), Map.of(), new Surroundings(URI.create("http://127.0.0.1:3000")));

        assertThat(state.path("Resource").asText()).isEqualTo("arn:aws:states:::lambda:invoke");
        String function =
                state.at("/Parameters/FunctionName").asText().replace("${", "").replace("Arn}", "");
        assertThat((long) state.path("TimeoutSeconds").asInt())
                .isGreaterThan(template.function(function).timeout().toSeconds());
        assertThat(state.path("OutputPath").asText()).isEqualTo("$.Payload");
    }

    @Test
    void stepsFollowEachOtherInTheirOrder() {
        List<String> order = new ArrayList<>();
        String next = MACHINE.path("StartAt").asText();
        while (STATES.path(next).path("Type").asText().equals("Task")) {
            order.add(next);
            next = afterSuccess(STATES.path(STATES.path(next).path("Next").asText()));
        }

        assertThat(order)
                .isEqualTo(Stream.of(StepName.values()).map(StepName::toString).toList());
        assertThat(STATES.path(next).path("Type").asText()).isEqualTo("Succeed");
    }

    @ParameterizedTest
    @EnumSource(StepName.class)
    void everyStepIsTriedAgainWithJitterWhenItIsStoppedOrAServiceFails(StepName step) {
        JsonNode retriers = STATES.path(step.toString()).path("Retry");

        assertThat(texts(retriers, "ErrorEquals"))
                .contains(
                        "Lambda.ClientExecutionTimeoutException",
                        "Lambda.ServiceException",
                        "Lambda.AWSLambdaException",
                        "Lambda.SdkClientException",
                        "Lambda.TooManyRequestsException",
                        "Lambda.Unknown",
                        "Sandbox.Timedout",
                        "States.Timeout",
                        TEMPORARY_FAILURE);
        assertThat(retriers).allSatisfy(retrier -> {
            assertThat(retrier.path("JitterStrategy").asText()).isEqualTo("FULL");
            assertThat(retrier.path("BackoffRate").isFloatingPointNumber()).isTrue();
            assertThat(retrier.path("BackoffRate").asDouble()).isGreaterThan(1);
            assertThat(retrier.path("MaxAttempts").asInt()).isPositive();
            assertThat(retrier.path("MaxDelaySeconds").asInt()).isPositive();
        });
    }

    /** Without it, a step would never wait for Meta, but fail. */
    @ParameterizedTest
    @EnumSource(StepName.class)
    void everyStepKnowsHowOftenItWasRepeated(StepName step) {
        assertThat(STATES.path(step.toString())
                        .at("/Parameters/Payload/retries.$")
                        .asText())
                .isEqualTo("$$.State.RetryCount");
    }

    @ParameterizedTest
    @EnumSource(StepName.class)
    void everyErrorOfAStepIsRecorded(StepName step) {
        JsonNode last = StreamSupport.stream(
                        STATES.path(step.toString()).path("Catch").spliterator(), false)
                .reduce((former, latter) -> latter)
                .orElseThrow();

        assertThat(last.at("/ErrorEquals/0").asText()).isEqualTo("States.ALL");
        assertThat(last.path("Next").asText()).isEqualTo("record-failure");
        assertThat(last.path("ResultPath").asText())
                .as("the input is kept beside the failure")
                .isEqualTo("$.failure");
    }

    /** What Lambda calls an error is a class of ours, and its cause a stack trace: neither is for an operator. */
    @ParameterizedTest
    @EnumSource(StepName.class)
    void anErrorOfOursEndsTheRunInWords(StepName step) {
        Map<String, String> named = new HashMap<>();
        for (JsonNode catcher : STATES.path(step.toString()).path("Catch")) {
            String error = catcher.at("/ErrorEquals/0").asText();
            JsonNode words = STATES.path(catcher.path("Next").asText());
            if (error.startsWith("org.")) {
                assertThat(catcher.path("ErrorEquals")).hasSize(1);
                assertThat(words.path("Type").asText()).isEqualTo("Pass");
                assertThat(words.path("ResultPath").asText()).isEqualTo("$.failure");
                assertThat(words.path("Next").asText())
                        .isEqualTo(error.equals(INVALID_INPUT) ? "failed" : "record-failure");
                assertThat(words.at("/Result/Cause").asText()).endsWith(".").doesNotContain("Exception");
                named.put(error, words.at("/Result/Error").asText());
            }
        }

        assertThat(named)
                .containsEntry(TEMPORARY_FAILURE, "TemporaryFailure")
                .containsEntry(UNEXPECTED_FAILURE, "UnexpectedError");
        assertThat(named.containsKey(INVALID_INPUT)).isEqualTo(step == StepName.VALIDATE);
    }

    @ParameterizedTest
    @EnumSource(StepName.class)
    void everyStatusThatAStepAnswersHasAWayOn(StepName step) {
        JsonNode choice = STATES.path(STATES.path(step.toString()).path("Next").asText());

        assertThat(choice.path("Choices").findValuesAsText("StringEquals"))
                .containsExactlyInAnyOrder("SUCCEEDED", "WAITING", "FAILED");
        assertThat(choice.path("Default").asText()).isEqualTo("overtaken");
        String waits = StreamSupport.stream(choice.path("Choices").spliterator(), false)
                .filter(rule -> rule.path("StringEquals").asText().equals("WAITING"))
                .map(rule -> rule.path("Next").asText())
                .findFirst()
                .orElseThrow();
        assertThat(STATES.path(waits).path("TimestampPath").asText()).isEqualTo("$.retryAt");
        assertThat(STATES.path(waits).path("Next").asText()).isEqualTo(step.toString());
    }

    static Stream<Arguments> definitions() {
        return Stream.of(Arguments.of("today's", MACHINE), Arguments.of("0.1.0", FORMER));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("definitions")
    void everyExceptionThatItNamesExists(String release, JsonNode machine) {
        List<String> classes = texts(machine, "ErrorEquals").stream()
                .filter(error -> error.startsWith("org."))
                .distinct()
                .toList();

        assertThat(classes)
                .contains(TEMPORARY_FAILURE, INVALID_INPUT)
                .isSubsetOf(TEMPORARY_FAILURE, INVALID_INPUT, UNEXPECTED_FAILURE)
                .allSatisfy(name -> assertThatCode(() -> Class.forName(name)).doesNotThrowAnyException());
    }

    @Test
    void everyStateThatItNamesExistsAndIsReached() {
        List<String> named = new ArrayList<>(STATES.findValuesAsText("Next"));
        named.addAll(STATES.findValuesAsText("Default"));
        named.add(MACHINE.path("StartAt").asText());

        assertThat(named.stream().distinct()).containsExactlyInAnyOrderElementsOf(names(STATES));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("definitions")
    void everyStepIsAStateThatIsCalledInTheSameWay(String release, JsonNode machine) {
        for (StepName step : StepName.values()) {
            JsonNode state = machine.path("States").path(step.toString());
            assertThat(state.at("/Parameters/Payload").properties())
                    .extracting(member ->
                            member.getKey() + " = " + member.getValue().asText())
                    .contains("input.$ = $", "execution.$ = $$.Execution.Name")
                    .isSubsetOf("input.$ = $", "execution.$ = $$.Execution.Name", "retries.$ = $$.State.RetryCount");
            assertThat(machine.path("States").path(state.path("Next").asText()).findValuesAsText("Variable"))
                    .containsOnly("$.status");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("definitions")
    void theRecordOfAFailureWritesWhatTheCodeReads(String release, JsonNode machine) {
        JsonNode parameters = machine.at("/States/record-failure/Parameters");

        assertThat(paths(parameters, "UpdateExpression"))
                .containsExactlyInAnyOrder(
                        "provisioning.status",
                        "provisioning.error",
                        "provisioning.finishedAt",
                        "updatedAt",
                        "revision");
        assertThat(paths(parameters, "ConditionExpression")).containsExactly("provisioning.execution");
        assertThat(Stream.of("UpdateExpression", "ConditionExpression")
                        .flatMap(expression -> paths(parameters, expression).stream()))
                .allMatch(WorkflowFileTest::isStored);
    }

    /** Tried when the run is not that of the account's top level. */
    @Test
    void theRecordOfACandidatesFailureIsTheSameInsideTheCandidate() {
        JsonNode record = STATES.path("record-failure");
        JsonNode ofCandidate = STATES.path("record-failure-of-candidate");

        assertThat(record.at("/Catch/0/Next").asText()).isEqualTo("record-failure-of-candidate");
        for (String expression : List.of("UpdateExpression", "ConditionExpression")) {
            assertThat(paths(ofCandidate.path("Parameters"), expression))
                    .isEqualTo(paths(record.path("Parameters"), expression).stream()
                            .map(path -> path.replaceFirst("^provisioning\\.", "candidate.provisioning."))
                            .toList())
                    .isNotEmpty()
                    .allMatch(WorkflowFileTest::isStored);
        }
        for (String member : List.of("Key", "ExpressionAttributeValues", "TableName")) {
            assertThat(ofCandidate.path("Parameters").path(member))
                    .as(member)
                    .isEqualTo(record.path("Parameters").path(member));
        }
        for (String member : List.of("Resource", "Retry", "TimeoutSeconds", "ResultPath", "Next")) {
            assertThat(ofCandidate.path(member)).as(member).isEqualTo(record.path(member));
        }
        assertThat(ofCandidate.at("/Catch/0/ErrorEquals")).isEqualTo(record.at("/Catch/0/ErrorEquals"));
        assertThat(ofCandidate.at("/Catch/0/Next").asText()).isEqualTo("failed");
    }

    static Stream<String> tasks() {
        return names(STATES).stream()
                .filter(name -> STATES.path(name).path("Type").asText().equals("Task"));
    }

    private static String afterSuccess(JsonNode choice) {
        return StreamSupport.stream(choice.path("Choices").spliterator(), false)
                .filter(rule -> rule.path("StringEquals").asText().equals("SUCCEEDED"))
                .map(rule -> rule.path("Next").asText())
                .findFirst()
                .orElseThrow();
    }

    /** The attributes that an expression names, with their placeholders resolved. */
    private static List<String> paths(JsonNode parameters, String expression) {
        return Pattern.compile("(?<![:\\w.])#?[a-z]\\w*(\\.#?\\w+)*")
                .matcher(parameters.path(expression).asText())
                .results()
                .map(MatchResult::group)
                .map(path -> resolved(path, parameters.path("ExpressionAttributeNames")))
                .toList();
    }

    private static String resolved(String path, JsonNode names) {
        String text = path;
        for (Map.Entry<String, JsonNode> name : names.properties()) {
            text = text.replaceAll(name.getKey() + "\\b", name.getValue().asText());
        }
        return text;
    }

    /** Whether the code reads this path of the account's item. */
    private static boolean isStored(String path) {
        List<Class<?>> types = ITEM;
        for (String name : path.split("\\.", -1)) {
            types = types.stream()
                    .filter(Class::isRecord)
                    .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                    .filter(component -> component.getName().equals(name))
                    .<Class<?>>map(RecordComponent::getType)
                    .toList();
        }
        return !types.isEmpty();
    }

    /** A record of the storage, which nobody else uses. */
    private static Class<?> item(String name) {
        try {
            return Class.forName("org.mfasender.sender." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** All texts in lists of this name, at any depth. */
    private static List<String> texts(JsonNode within, String list) {
        return within.findValues(list).stream()
                .flatMap(values -> StreamSupport.stream(values.spliterator(), false))
                .map(JsonNode::asText)
                .toList();
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
