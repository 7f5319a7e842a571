package org.mfasender.local.aws.states;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntrinsicTest {

    private static final String INPUT = """
            {"name": "Ada", "n": 2, "list": [1, [2], {"a": 3}], "o": {"a": 1, "b": 2}, "json": "{\\"x\\": [true]}"}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "States.Format('Hello {}, {} {}', $.name, $.n, $.o)|\"Hello Ada, 2 {\\\"a\\\":1,\\\"b\\\":2}\"",
                "States.Format('\\\\{it\\\\'s\\\\} {}', States.Format('{}!', $.name))|\"{it's} Ada!\"",
                "States.StringToJson($.json)|{\"x\":[true]}",
                "States.JsonToString($.o)|\"{\\\"a\\\":1,\\\"b\\\":2}\"",
                "States.MathAdd($.n, -3)|-1",
                "States.MathAdd(1.6, 1)|3",
                "States.Array($.name, 'x', 1, true, null, $.o.a)|[\"Ada\",\"x\",1,true,null,1]",
                "States.ArrayLength($.list)|3",
                "States.ArrayGetItem($.list, States.MathAdd($.n, -1))|[2]",
                "States.ArrayGetItem($.list[*], 0)|1",
                "States.JsonMerge($.o, $.list[2], false)|{\"a\":3,\"b\":2}",
                "States.Hash('abc', 'SHA-256')|\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"",
                "States.Base64Encode($.name)|\"QWRh\"",
                "States.Base64Decode('QWRh')|\"Ada\"",
                "States.StringSplit('a.b+c,,d', '.+,')|[\"a\",\"b\",\"c\",\"d\"]",
                "States.Format('{}', $$.Execution.Name)|\"run-1\"",
                "States.Format('{}', $.o['a'])|\"1\"",
            })
    void functionsGiveWhatAwsDocuments(String call, String expected) throws Exception {
        assertThat(Machines.pass("{\"v.$\": \"" + call + "\"}", INPUT)).isEqualTo("{\"v\":" + expected + "}");
    }

    @Test
    void everyUuidIsAnother() throws Exception {
        assertThat(Machines.pass("{\"v.$\": \"States.UUID()\"}", "{}"))
                .matches("\\{\"v\":\"[0-9a-f-]{36}\"}")
                .isNotEqualTo(Machines.pass("{\"v.$\": \"States.UUID()\"}", "{}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "States.Format('{} {}', $.name)",
                "States.Format('{}', $.name, $.n)",
                "States.StringToJson($.name)",
                "States.MathAdd($.name, 1)",
                "States.ArrayGetItem($.list, 3)",
                "States.ArrayLength($.o)",
                "States.JsonMerge($.o, $.o, true)",
                "States.Hash($.name, 'CRC')",
                "States.Base64Decode('%')",
                "States.Array($.missing)",
            })
    void wrongValuesEndTheExecutionAsARuntimeError(String call) throws Exception {
        assertThat(Machines.pass("{\"v.$\": \"" + call + "\"}", INPUT))
                .startsWith(
                        "States.Runtime: An error occurred while executing the state 'only' (entered at the event id #2).")
                .doesNotContain("Ada");
    }
}
