package org.mfasender.local.aws.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mfasender.local.aws.states.Machines.single;

import com.fasterxml.jackson.databind.node.NullNode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateMachineDefinitionTest {

    private static final Map<String, TaskResource> RESOURCES = resources();

    private static Map<String, TaskResource> resources() {
        Map<String, TaskResource> resources = new HashMap<>();
        resources.put(Machines.TASK, arguments -> NullNode.getInstance());
        resources.put(LambdaTask.ARN, new LambdaTask((function, payload) -> payload));
        return resources;
    }

    @Test
    void aCompleteDefinitionIsRead() throws Exception {
        String source = """
                {"Comment": "all", "Version": "1.0", "QueryLanguage": "JSONPath", "StartAt": "task", "TimeoutSeconds": 60,
                 "States": {
                  "task": {"Type": "Task", "Comment": "c", "Resource": "arn:aws:states:::test:call", "InputPath": "$.a",
                    "OutputPath": null, "ResultPath": "$.x['y']", "Parameters": {"a.$": "$$.Execution.Input.id"},
                    "ResultSelector": {"b": [{"c.$": "States.Format('{}', $.d)"}]}, "TimeoutSeconds": 5,
                    "Retry": [{"ErrorEquals": ["A", "B"], "IntervalSeconds": 2, "MaxAttempts": 0, "BackoffRate": 1.5,
                      "MaxDelaySeconds": 9, "JitterStrategy": "FULL"}, {"ErrorEquals": ["States.ALL"]}],
                    "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "fail", "ResultPath": null}], "Next": "choice"},
                  "choice": {"Type": "Choice", "Choices": [{"Or": [
                    {"Variable": "$.a", "IsPresent": true}, {"Not": {"Variable": "$.b", "NumericLessThanPath": "$.c"}}],
                    "Next": "wait"}], "Default": "pass"},
                  "wait": {"Type": "Wait", "TimestampPath": "$.at", "Next": "succeed"},
                  "pass": {"Type": "Pass", "Result": {"a": 1}, "End": true},
                  "succeed": {"Type": "Succeed"},
                  "fail": {"Type": "Fail", "ErrorPath": "$.e", "CausePath": "States.JsonToString($)"}}}
                """;

        assertThat(StateMachineDefinition.parse(source, RESOURCES).source()).isEqualTo(source);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"Type\": \"Map\"|/States/only/Type",
                "\"Type\": \"Pass\", \"Assign\": {}|/States/only/Assign",
                "\"Type\": \"Pass\", \"QueryLanguage\": \"JSONata\"|/States/only/QueryLanguage",
                "\"Type\": \"Pass\", \"InputPath\": \"a\"|/States/only/InputPath",
                "\"Type\": \"Pass\", \"InputPath\": \"$.a.length()\"|/States/only/InputPath",
                "\"Type\": \"Pass\", \"InputPath\": \"$$.Task.Token\"|/States/only/InputPath",
                "\"Type\": \"Pass\", \"ResultPath\": \"$.a[*]\"|/States/only/ResultPath",
                "\"Type\": \"Pass\", \"ResultPath\": \"$$.a\"|/States/only/ResultPath",
                "\"Type\": \"Pass\", \"Parameters\": {\"a\": {\"b.$\": 1}}|/States/only/Parameters/a/b.$",
                "\"Type\": \"Pass\", \"Parameters\": {\"b.$\": \"b\"}|/States/only/Parameters/b.$",
                "\"Type\": \"Pass\", \"Parameters\": {\"b.$\": \"States.MathRandom(1, 2)\"}|/States/only/Parameters/b.$",
                "\"Type\": \"Pass\", \"Parameters\": {\"b.$\": \"States.UUID(1)\"}|/States/only/Parameters/b.$",
                "\"Type\": \"Pass\", \"Parameters\": {\"b\": 1, \"b.$\": \"$\"}|/States/only/Parameters/b.$",
                "\"Type\": \"Pass\", \"Next\": \"only\"|/States/only",
                "\"Type\": \"Wait\"|/States/only",
                "\"Type\": \"Wait\", \"Seconds\": 1, \"Timestamp\": \"2026-01-01T00:00:00Z\"|/States/only",
                "\"Type\": \"Wait\", \"Seconds\": -1|/States/only/Seconds",
                "\"Type\": \"Wait\", \"Timestamp\": \"tomorrow\"|/States/only/Timestamp",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::sqs:sendMessage\"|/States/only/Resource",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"HeartbeatSeconds\": 3|/States/only/HeartbeatSeconds",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"TimeoutSeconds\": 0|/States/only/TimeoutSeconds",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"Retry\": [{\"ErrorEquals\": []}]|/States/only/Retry/0/ErrorEquals",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"Retry\": [{\"ErrorEquals\": [\"States.ALL\"]}, {\"ErrorEquals\": [\"A\"]}]|/States/only/Retry/0/ErrorEquals",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"Retry\": [{\"ErrorEquals\": [\"A\"], \"BackoffRate\": 0.5}]|/States/only/Retry/0/BackoffRate",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"Retry\": [{\"ErrorEquals\": [\"A\"], \"JitterStrategy\": \"HALF\"}]|/States/only/Retry/0/JitterStrategy",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"Retry\": [{\"ErrorEquals\": [\"A\"], \"MaxDelaySeconds\": 1}]|/States/only/Retry/0/MaxDelaySeconds",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"Catch\": [{\"ErrorEquals\": [\"A\"], \"Next\": \"none\"}]|/States/only",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\"|/States/only/Parameters",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\", \"Parameters\": {\"Payload\": 1}|/States/only/Parameters",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\", \"Parameters\": {\"FunctionName\": \"f\", \"LogType\": \"Tail\"}|/States/only/Parameters",
            })
    void whatIsWrongOrUnsupportedIsRefusedWithItsPlace(String members, String location) {
        assertThatThrownBy(() -> StateMachineDefinition.parse(single(members), RESOURCES))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageEndingWith(" at " + location);
    }

    @Test
    void aChoiceNeedsADefault() {
        assertChoiceIsRefused(
                "{\"Variable\": \"$.a\", \"IsNull\": true, \"Next\": \"done\"}]", "/States/choice/Default");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"Variable\": \"$.a\", \"Next\": \"done\"}|/States/choice/Choices/0",
                "{\"Variable\": \"$.a\", \"StringEquals\": 1, \"Next\": \"done\"}|/States/choice/Choices/0/StringEquals",
                "{\"Variable\": \"$.a\", \"BooleanLessThan\": true, \"Next\": \"done\"}|/States/choice/Choices/0",
                "{\"Variable\": \"$.a\", \"IsNull\": true, \"IsString\": true, \"Next\": \"done\"}|/States/choice/Choices/0/IsString",
                "{\"Variable\": \"$.a\", \"IsNull\": true}|/States/choice/Choices/0/Next",
                "{\"And\": [{\"Variable\": \"$.a\", \"IsNull\": true, \"Next\": \"done\"}], \"Next\": \"done\"}|/States/choice/Choices/0/And/0/Next",
                "{\"Variable\": \"$.a\", \"StringMatches\": \"a\\\\b\", \"Next\": \"done\"}|/States/choice/Choices/0/StringMatches",
                "{\"Variable\": \"$.a\", \"TimestampEquals\": \"2026-01-01\", \"Next\": \"done\"}|/States/choice/Choices/0/TimestampEquals",
            })
    void aWrongRuleIsRefused(String rule, String location) {
        assertChoiceIsRefused(rule + "], \"Default\": \"done\"", location);
    }

    private static void assertChoiceIsRefused(String afterBracket, String location) {
        String definition = "{\"StartAt\": \"choice\", \"States\": {\"done\": {\"Type\": \"Succeed\"}, \"choice\": "
                + "{\"Type\": \"Choice\", \"Choices\": [" + afterBracket + "}}}";
        assertThatThrownBy(() -> StateMachineDefinition.parse(definition, RESOURCES))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageEndingWith(" at " + location);
    }

    @Test
    void undefinedAndUnreachableStatesAreRefused() {
        assertThatThrownBy(() -> StateMachineDefinition.parse(
                        "{\"StartAt\": \"a\", \"States\": {\"a\": {\"Type\": \"Pass\", \"Next\": \"b\"}}}", RESOURCES))
                .hasMessage("State 'b' is not defined at /States/a");
        assertThatThrownBy(() -> StateMachineDefinition.parse(
                        "{\"StartAt\": \"a\", \"States\": {\"a\": {\"Type\": \"Succeed\"}, \"b\": {\"Type\": \"Succeed\"}}}",
                        RESOURCES))
                .hasMessage("State 'b' is not reachable at /States/b");
        assertThatThrownBy(() -> StateMachineDefinition.parse(
                        "{\"StartAt\": \"z\", \"States\": {\"a\": {\"Type\": \"Succeed\"}}}", RESOURCES))
                .hasMessage("State 'z' is not defined at /StartAt");
    }

    @Test
    void membersGivenTwiceAndTextAfterTheEndAreRefused() {
        assertThatThrownBy(() -> StateMachineDefinition.parse("{\"StartAt\": \"a\", \"StartAt\": \"b\"}", RESOURCES))
                .isInstanceOf(InvalidDefinition.class);
        assertThatThrownBy(() -> StateMachineDefinition.parse(single("\"Type\": \"Pass\"") + " x", RESOURCES))
                .isInstanceOf(InvalidDefinition.class);
    }
}
