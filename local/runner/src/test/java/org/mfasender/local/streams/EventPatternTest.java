package org.mfasender.local.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventPatternTest {

    private static final String EVENT = """
            {"eventName": "INSERT", "dynamodb": {"Keys": {"pk": {"S": "CHECK#1"}},
              "NewImage": {"pk": {"S": "CHECK#1"}, "state": {"S": "FAILED"}, "billable": {"BOOL": true}, "nothing": {"NULL": null}}}}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"eventName": ["INSERT", "MODIFY"]}                                                       | true
            {"eventName": ["REMOVE"]}                                                                 | false
            {"dynamodb": {"Keys": {"pk": {"S": [{"prefix": "EVENT#"}, {"prefix": "CHECK#"}]}}}}       | true
            {"dynamodb": {"Keys": {"pk": {"S": [{"prefix": "EVENT#"}]}}}}                             | false
            {"eventName": ["INSERT"], "dynamodb": {"NewImage": {"state": {"S": ["SENT"]}}}}           | false
            {"eventName": ["INSERT"], "dynamodb": {"NewImage": {"state": {"S": ["SENT", "FAILED"]}}}} | true
            {"dynamodb": {"NewImage": {"billable": {"BOOL": [true]}}}}                                | true
            {"dynamodb": {"NewImage": {"billable": {"BOOL": ["true"]}}}}                              | false
            {"dynamodb": {"NewImage": {"billable": {"BOOL": [{"exists": true}]}}}}                    | true
            {"dynamodb": {"NewImage": {"nothing": {"NULL": [null]}}}}                                 | true
            {"dynamodb": {"OldImage": {"state": {"S": [{"exists": false}]}}}}                         | true
            {"dynamodb": {"OldImage": {"state": {"S": [{"exists": true}]}}}}                          | false
            {"dynamodb": {"OldImage": {"state": {"S": ["FAILED"]}}}}                                  | false
            {"dynamodb": {"NewImage": {"state": {"S": []}}}}                                          | false
            """)
    void matchesWhatLambdaMatches(String pattern, boolean matches) throws IOException {
        JsonNode event = new ObjectMapper().readTree(EVENT);

        assertThat(EventPattern.parse(pattern).matches(event)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{}",
                "\"INSERT\"",
                "{\"eventName\": \"INSERT\"}",
                "{\"dynamodb\": {}}",
                "{\"eventName\": [{\"suffix\": \"T\"}]}",
                "{\"eventName\": [{\"prefix\": 1}]}",
                "{\"eventName\": [{\"prefix\": \"I\", \"exists\": true}]}",
                "{\"eventName\": [[\"INSERT\"]]}",
                "{\"$or\": [{\"eventName\": [\"INSERT\"]}, {\"eventName\": [\"MODIFY\"]}]}"
            })
    void refusesWhatItDoesNotUnderstand(String pattern) {
        assertThatThrownBy(() -> EventPattern.parse(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pattern of an event");
    }
}
