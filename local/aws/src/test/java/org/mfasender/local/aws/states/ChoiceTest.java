package org.mfasender.local.aws.states;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoiceTest {

    private static final String INPUT = """
            {"s": "beta", "n": 2, "m": 2.0, "b": true, "nil": null, "at": "2026-01-01T01:00:00+01:00", "star": "a*c"}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$.s|\"StringEquals\": \"beta\"|true",
                "$.s|\"StringLessThan\": \"alpha\"|false",
                "$.s|\"StringGreaterThanEquals\": \"beta\"|true",
                "$.s|\"StringMatches\": \"b*a\"|true",
                "$.s|\"StringMatches\": \"b\"|false",
                "$.star|\"StringMatches\": \"a\\\\*c\"|true",
                "$.s|\"StringMatches\": \"b\\\\*a\"|false",
                "$.n|\"NumericEquals\": 2.0|true",
                "$.n|\"NumericEqualsPath\": \"$.m\"|true",
                "$.n|\"NumericLessThan\": 2|false",
                "$.n|\"NumericLessThanEquals\": 2|true",
                "$.s|\"NumericEquals\": 2|false",
                "$.n|\"StringEqualsPath\": \"$.s\"|false",
                "$.b|\"BooleanEquals\": true|true",
                "$.b|\"BooleanEqualsPath\": \"$.b\"|true",
                "$.at|\"TimestampEquals\": \"2026-01-01T00:00:00Z\"|true",
                "$.at|\"TimestampGreaterThan\": \"2026-01-01T00:00:00Z\"|false",
                "$$.Execution.StartTime|\"TimestampEqualsPath\": \"$.at\"|true",
                "$.nil|\"IsNull\": true|true",
                "$.nil|\"IsPresent\": true|true",
                "$.none|\"IsPresent\": true|false",
                "$.none|\"IsPresent\": false|true",
                "$.s|\"IsString\": true|true",
                "$.n|\"IsNumeric\": false|false",
                "$.at|\"IsTimestamp\": true|true",
                "$.s|\"IsTimestamp\": true|false",
                "$.b|\"IsBoolean\": true|true",
            })
    void comparisonsHoldForValuesOfTheirType(String variable, String comparison, boolean expected) throws Exception {
        assertThat(decide("{\"Variable\": \"%s\", %s, \"Next\": \"yes\"}".formatted(variable, comparison)))
                .isEqualTo(expected ? "yes" : "no");
    }

    @Test
    void rulesAreCombinedAndTheFirstThatHoldsWins() throws Exception {
        String holds = "{\"Variable\": \"$.n\", \"NumericEquals\": 2}";
        String fails = "{\"Variable\": \"$.n\", \"NumericEquals\": 3}";

        assertThat(decide("{\"And\": [%s, {\"Not\": %s}], \"Next\": \"yes\"}".formatted(holds, fails)))
                .isEqualTo("yes");
        assertThat(decide("{\"And\": [%s, %s], \"Next\": \"yes\"}".formatted(holds, fails)))
                .isEqualTo("no");
        assertThat(decide("{\"Or\": [%s, %s], \"Next\": \"yes\"}".formatted(fails, holds)))
                .isEqualTo("yes");
        assertThat(decide("{\"Variable\": \"$.n\", \"NumericEquals\": 2, \"Next\": \"no\"}, "
                        + "{\"Variable\": \"$.n\", \"NumericEquals\": 2, \"Next\": \"yes\"}"))
                .isEqualTo("no");
    }

    @Test
    void aVariableThatIsNotThereIsARuntimeError() throws Exception {
        assertThat(decide("{\"Variable\": \"$.none\", \"StringEquals\": \"a\", \"Next\": \"yes\"}"))
                .isEqualTo(StateError.RUNTIME);
    }

    private static String decide(String rules) throws Exception {
        // The first rule never holds; it makes both ends reachable.
        String definition = """
                {"StartAt": "choice", "States": {
                  "choice": {"Type": "Choice", "Default": "no", "Choices": [
                    {"Variable": "$.never", "IsPresent": true, "Next": "yes"}, %s]},
                  "yes": {"Type": "Pass", "Result": "yes", "End": true},
                  "no": {"Type": "Pass", "Result": "no", "End": true}}}
                """.formatted(rules);
        Execution execution = Machines.run(definition, INPUT);
        return execution.output() == null
                ? String.valueOf(execution.error())
                : execution.output().replace("\"", "");
    }
}
