package org.mfasender.local.aws.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mfasender.local.aws.states.Machines.single;

import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateMachineDefinitionTest {

    private static final Map<String, TaskResource> RESOURCES = Map.of(
            Machines.TASK,
            arguments -> NullNode.getInstance(),
            LambdaTask.ARN,
            new LambdaTask((function, payload) -> payload));

    @Test
    void aCompleteDefinitionIsRead() throws Exception {
        String source = """
                {"Comment": "all", "StartAt": "task", "TimeoutSeconds": 60,
                 "States": {
                  "task": {"Type": "Task", "Comment": "c", "Resource": "arn:aws:states:::test:call",
                    "OutputPath": "$.x", "ResultPath": "$.x", "TimeoutSeconds": 5,
                    "Parameters": {"a.$": "$$.Execution.Name", "b": {"c.$": "States.Format('{}', $.d)", "e": 1}},
                    "Retry": [{"ErrorEquals": ["A", "B"], "IntervalSeconds": 2, "MaxAttempts": 0, "BackoffRate": 1.5,
                      "MaxDelaySeconds": 9, "JitterStrategy": "FULL"}, {"ErrorEquals": ["States.ALL"]}],
                    "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "fail", "ResultPath": null}], "Next": "choice"},
                  "choice": {"Type": "Choice", "Default": "pause", "Choices": [
                    {"Variable": "$.a", "StringEquals": "b", "Comment": "c", "Next": "wait"}]},
                  "wait": {"Type": "Wait", "TimestampPath": "$.at", "Next": "succeed"},
                  "pause": {"Type": "Wait", "Seconds": 1, "End": true},
                  "succeed": {"Type": "Succeed"},
                  "fail": {"Type": "Fail", "ErrorPath": "$.e.Error", "CausePath": "$.e.Cause"}}}
                """;

        assertThat(StateMachineDefinition.parse(source, RESOURCES).source()).isEqualTo(source);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"Type\": \"Map\"|/States/only/Type|State type 'Map' is not supported",
                "\"Type\": \"Parallel\"|/States/only/Type|State type 'Parallel' is not supported",
                "\"Type\": \"Pass\"|/States/only/Result|A Pass state without a result is not supported",
                "\"Type\": \"Pass\", \"Result\": 1, \"InputPath\": \"$.a\"|/States/only/InputPath|Field 'InputPath' is not supported",
                "\"Type\": \"Wait\", \"Seconds\": 1, \"Assign\": {}|/States/only/Assign|Field 'Assign' is not supported",
                "\"Type\": \"Wait\", \"Seconds\": 1, \"QueryLanguage\": \"JSONata\"|/States/only/QueryLanguage|Field 'QueryLanguage' is not supported",
                "\"Type\": \"Wait\", \"Seconds\": 1, \"InputPath\": \"$.a\"|/States/only/InputPath|Field 'InputPath' is not supported",
                "\"Type\": \"Wait\", \"Seconds\": 1, \"OutputPath\": \"$.a\"|/States/only/OutputPath|Field 'OutputPath' is not supported",
                "\"Type\": \"Wait\", \"SecondsPath\": \"$.a\"|/States/only/SecondsPath|Field 'SecondsPath' is not supported",
                "\"Type\": \"Wait\", \"Timestamp\": \"2026-01-01T00:00:00Z\"|/States/only/Timestamp|Field 'Timestamp' is not supported",
                "\"Type\": \"Fail\", \"Error\": \"a\"|/States/only/Error|Field 'Error' is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"HeartbeatSeconds\": 3|/States/only/HeartbeatSeconds|Field 'HeartbeatSeconds' is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"InputPath\": null|/States/only/InputPath|Field 'InputPath' is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"ResultSelector\": {}|/States/only/ResultSelector|Field 'ResultSelector' is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"OutputPath\": null|/States/only/OutputPath|A string is required",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"OutputPath\": \"a\"|/States/only/OutputPath|Path 'a' is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"OutputPath\": \"$.a.length()\"|/States/only/OutputPath|Path '$.a.length()' is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"OutputPath\": \"$.a[0]\"|/States/only/OutputPath|Path '$.a[0]' is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"OutputPath\": \"$.a[*]\"|/States/only/OutputPath|Path '$.a[*]' is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"OutputPath\": \"$.*\"|/States/only/OutputPath|Path '$.*' is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"OutputPath\": \"$..a\"|/States/only/OutputPath|Path '$..a' is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"OutputPath\": \"$['a']\"|/States/only/OutputPath|Path '$['a']' is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"OutputPath\": \"$$.Task.Token\"|/States/only/OutputPath|Path '$$.Task.Token' is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"OutputPath\": \"$$\"|/States/only/OutputPath|Path '$$' is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"ResultPath\": \"$\"|/States/only/ResultPath|ResultPath '$' is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"ResultPath\": \"$.a.b\"|/States/only/ResultPath|ResultPath '$.a.b' is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"ResultPath\": \"$.a[*]\"|/States/only/ResultPath|ResultPath '$.a[*]' is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"ResultPath\": \"$$.a\"|/States/only/ResultPath|ResultPath '$$.a' is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"Parameters\": {\"a\": {\"b.$\": 1}}|/States/only/Parameters/a/b.$|A string is required",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"Parameters\": {\"b.$\": \"b\"}|/States/only/Parameters/b.$|Path 'b' is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"Parameters\": {\"b\": [1]}|/States/only/Parameters/b|An array is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"Parameters\": {\"b.$\": \"States.UUID()\"}|/States/only/Parameters/b.$|'States.UUID()' is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"Parameters\": {\"b.$\": \"States.MathAdd(1, 2)\"}|/States/only/Parameters/b.$|'States.MathAdd(1, 2)' is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"Parameters\": {\"b.$\": \"States.Format('{}', 1)\"}|/States/only/Parameters/b.$|Path '1' is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"Parameters\": {\"b.$\": \"States.Format('{}', States.UUID())\"}|/States/only/Parameters/b.$|'States.Format('{}', States.UUID())' is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"Parameters\": {\"b.$\": \"States.Format('a{b}')\"}|/States/only/Parameters/b.$|'States.Format('a{b}')' is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"Parameters\": {\"b.$\": \"States.Format('{}', $.a) x\"}|/States/only/Parameters/b.$|'States.Format('{}', $.a) x' is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"Parameters\": {\"b.$\": \"States.Format('{}')\"}|/States/only/Parameters/b.$|needs one argument for each {}",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"Parameters\": {\"b.$\": \"States.Format('{}', $.a, $.b)\"}|/States/only/Parameters/b.$|needs one argument for each {}",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"Parameters\": {\"b\": 1, \"b.$\": \"$\"}|/States/only/Parameters/b.$|'b' is given twice",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"Next\": \"only\"|/States/only|Exactly one of Next",
                "\"Type\": \"Wait\"|/States/only|Exactly one of Seconds and TimestampPath",
                "\"Type\": \"Wait\", \"Seconds\": 1, \"TimestampPath\": \"$.a\"|/States/only|Exactly one of Seconds and TimestampPath",
                "\"Type\": \"Wait\", \"Seconds\": -1|/States/only/Seconds|A whole number",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::sqs:sendMessage\"|/States/only/Resource|Resource 'arn:aws:states:::sqs:sendMessage' is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"TimeoutSeconds\": 0|/States/only/TimeoutSeconds|A whole number",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"Retry\": [{\"ErrorEquals\": []}]|/States/only/Retry/0/ErrorEquals|Error names are required",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"Retry\": [{\"ErrorEquals\": [\"States.ALL\"]}, {\"ErrorEquals\": [\"A\"]}]|/States/only/Retry/0/ErrorEquals|States.ALL must",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"Retry\": [{\"ErrorEquals\": [\"A\"], \"BackoffRate\": 0.5}]|/States/only/Retry/0/BackoffRate|A number of at least",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"Retry\": [{\"ErrorEquals\": [\"A\"], \"JitterStrategy\": \"HALF\"}]|/States/only/Retry/0/JitterStrategy|FULL or NONE",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"Retry\": [{\"ErrorEquals\": [\"A\"], \"MaxDelaySeconds\": 1}]|/States/only/Retry/0/MaxDelaySeconds|Must be greater",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"Retry\": [{\"ErrorEquals\": [\"A\"], \"Delay\": 1}]|/States/only/Retry/0/Delay|Field 'Delay' is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"Catch\": [{\"ErrorEquals\": [\"A\"], \"Next\": \"only\", \"Assign\": {}}]|/States/only/Catch/0/Assign|Field 'Assign' is not supported",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::test:call\", \"Catch\": [{\"ErrorEquals\": [\"A\"], \"Next\": \"none\"}]|/States/only|State 'none' is not defined",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\"|/States/only/Parameters|An object is required",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\", \"Parameters\": {\"Payload\": 1}|/States/only/Parameters|[FunctionName] are required",
                "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\", \"Parameters\": {\"FunctionName\": \"f\", \"LogType\": \"Tail\"}|/States/only/Parameters|Parameter 'LogType' is not supported",
            })
    void whatIsWrongOrUnsupportedIsNamedWithItsPlace(String members, String location, String problem) {
        assertThatThrownBy(() -> StateMachineDefinition.parse(single(members), RESOURCES))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageContaining(problem)
                .hasMessageEndingWith(" at " + location);
    }

    @Test
    void fieldsOfOtherVersionsAreRefused() {
        for (String field : List.of("Version", "QueryLanguage")) {
            String definition =
                    single("\"Type\": \"Wait\", \"Seconds\": 1").replaceFirst("\\{", "{\"" + field + "\": \"1.0\", ");
            assertThatThrownBy(() -> StateMachineDefinition.parse(definition, RESOURCES))
                    .hasMessageStartingWith("Field '" + field + "' is not supported")
                    .hasMessageEndingWith(" at /" + field);
        }
    }

    @Test
    void aChoiceNeedsADefault() {
        assertChoiceIsRefused(
                "{\"Variable\": \"$.a\", \"StringEquals\": \"b\", \"Next\": \"done\"}]",
                "/States/choice/Default",
                "A string is required");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"Variable\": \"$.a\", \"Next\": \"done\"}|/States/choice/Choices/0/StringEquals|A string is required",
                "{\"Variable\": \"$.a\", \"StringEquals\": 1, \"Next\": \"done\"}|/States/choice/Choices/0/StringEquals|A string is required",
                "{\"Variable\": \"$.a\", \"NumericEquals\": 1, \"Next\": \"done\"}|/States/choice/Choices/0/NumericEquals|Field 'NumericEquals' is not supported",
                "{\"Variable\": \"$.a\", \"StringEquals\": \"b\", \"IsString\": true, \"Next\": \"done\"}|/States/choice/Choices/0/IsString|Field 'IsString' is not supported",
                "{\"And\": [{\"Variable\": \"$.a\", \"StringEquals\": \"b\"}], \"Next\": \"done\"}|/States/choice/Choices/0/And|Field 'And' is not supported",
                "{\"Not\": {\"Variable\": \"$.a\", \"StringEquals\": \"b\"}, \"Next\": \"done\"}|/States/choice/Choices/0/Not|Field 'Not' is not supported",
                "{\"Variable\": \"$.a[0]\", \"StringEquals\": \"b\", \"Next\": \"done\"}|/States/choice/Choices/0/Variable|Path '$.a[0]' is not supported",
                "{\"Variable\": \"$.a\", \"StringEquals\": \"b\"}|/States/choice/Choices/0/Next|A string is required",
            })
    void aWrongRuleIsRefused(String rule, String location, String problem) {
        assertChoiceIsRefused(rule + "], \"Default\": \"done\"", location, problem);
    }

    private static void assertChoiceIsRefused(String afterBracket, String location, String problem) {
        String definition = "{\"StartAt\": \"choice\", \"States\": {\"done\": {\"Type\": \"Succeed\"}, \"choice\": "
                + "{\"Type\": \"Choice\", \"Choices\": [" + afterBracket + "}}}";
        assertThatThrownBy(() -> StateMachineDefinition.parse(definition, RESOURCES))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageContaining(problem)
                .hasMessageEndingWith(" at " + location);
    }

    @Test
    void undefinedAndUnreachableStatesAreRefused() {
        assertThatThrownBy(() -> StateMachineDefinition.parse(
                        "{\"StartAt\": \"a\", \"States\": {\"a\": {\"Type\": \"Wait\", \"Seconds\": 1, \"Next\": \"b\"}}}",
                        RESOURCES))
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
    void duplicateMembersAndTextAfterTheEndAreRefused() {
        assertThatThrownBy(() -> StateMachineDefinition.parse("{\"StartAt\": \"a\", \"StartAt\": \"b\"}", RESOURCES))
                .isInstanceOf(InvalidDefinition.class);
        assertThatThrownBy(() ->
                        StateMachineDefinition.parse(single("\"Type\": \"Wait\", \"Seconds\": 1") + " x", RESOURCES))
                .isInstanceOf(InvalidDefinition.class);
    }
}
