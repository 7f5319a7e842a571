package org.mfasender.local.aws.states;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoiceTest {

    private static final String INPUT = """
            {"s": "beta", "n": 2, "nil": null}
            """;

    @ParameterizedTest
    @CsvSource({"s,beta,yes", "s,alpha,no", "s,Beta,no", "n,2,no", "nil,null,no"})
    void onlyAnEqualStringMatches(String variable, String expected, String decision) throws Exception {
        assertThat(decide(rule(variable, expected, "yes"))).isEqualTo(decision);
    }

    @Test
    void theFirstRuleThatMatchesWins() throws Exception {
        assertThat(decide(rule("s", "beta", "no") + ", " + rule("s", "beta", "yes")))
                .isEqualTo("no");
        assertThat(decide(rule("s", "alpha", "no") + ", " + rule("s", "beta", "yes")))
                .isEqualTo("yes");
    }

    @Test
    void aMissingVariableIsARuntimeError() throws Exception {
        assertThat(decide(rule("none", "a", "yes"))).isEqualTo(StateError.RUNTIME);
    }

    private static String rule(String variable, String expected, String next) {
        return "{\"Variable\": \"$.%s\", \"StringEquals\": \"%s\", \"Next\": \"%s\"}"
                .formatted(variable, expected, next);
    }

    private static String decide(String rules) throws Exception {
        // The first rule never matches; it makes both ends reachable.
        String definition = """
                {"StartAt": "choice", "States": {
                  "choice": {"Type": "Choice", "Default": "no", "Choices": [%s, %s]},
                  "yes": {"Type": "Task", "Resource": "%s", "Parameters": {"is": "yes"}, "End": true},
                  "no": {"Type": "Task", "Resource": "%3$s", "Parameters": {"is": "no"}, "End": true}}}
                """.formatted(rule("s", "never", "yes"), rules, Machines.TASK);
        Execution execution = Machines.run(definition, INPUT);
        return execution.output() == null
                ? String.valueOf(execution.error())
                : execution.output().replaceFirst("\\{\"is\":\"(.*)\"}", "$1");
    }
}
