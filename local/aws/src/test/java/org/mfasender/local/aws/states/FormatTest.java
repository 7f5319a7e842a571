package org.mfasender.local.aws.states;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {

    private static final String INPUT = """
            {"name": "Ada", "n": 2, "o": {"a": 1, "b": 2}}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "States.Format('Hello {}, {} {}', $.name, $.n, $.o)|\"Hello Ada, 2 {\\\"a\\\":1,\\\"b\\\":2}\"",
                "States.Format('{}{}!',$.name,$.o.a)|\"Ada1!\"",
                "States.Format('(1, 2)')|\"(1, 2)\"",
                "States.Format('{}', $$.Execution.Name)|\"run-1\"",
            })
    void formatGivesWhatAwsDocuments(String call, String expected) throws Exception {
        assertThat(Machines.parameters("{\"v.$\": \"" + call + "\"}", INPUT)).isEqualTo("{\"v\":" + expected + "}");
    }

    @Test
    void aMissingArgumentEndsTheExecutionAsARuntimeError() throws Exception {
        assertThat(Machines.parameters("{\"v.$\": \"States.Format('{} {}', $.name, $.missing)\"}", INPUT))
                .startsWith(
                        "States.Runtime: An error occurred while executing the state 'only' (entered at the event id #2).")
                .doesNotContain("Ada");
    }
}
