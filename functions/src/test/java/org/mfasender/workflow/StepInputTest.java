package org.mfasender.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.Fixtures;

class StepInputTest {

    private static final String ID = Fixtures.ENVIRONMENT.toString();

    @Test
    void whatSubmitStartsIsRead() throws Exception {
        assertThat(read("{\"input\": {\"environmentId\": \"" + ID + "\", \"generation\": 7}, \"execution\": \"e-7\"}"))
                .isEqualTo(new StepInput(Fixtures.ENVIRONMENT, 7L, "e-7", 0));
    }

    @Test
    void whatAPersonStartsIsReadWithoutAGeneration() throws Exception {
        assertThat(read("{\"input\": {\"environmentId\": \"" + ID + "\"}, \"execution\": \"console\"}"))
                .isEqualTo(new StepInput(Fixtures.ENVIRONMENT, null, "console", 0));
    }

    @Test
    void theAnswerOfAnEarlierStepIsRead() throws Exception {
        assertThat(read("{\"input\": {\"environmentId\": \"" + ID
                        + "\", \"generation\": 7, \"status\": \"SUCCEEDED\"}, \"execution\": \"e-7\"}"))
                .isEqualTo(new StepInput(Fixtures.ENVIRONMENT, 7L, "e-7", 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"input\": null, \"execution\": \"e\"}",
                "{\"input\": \"text\", \"execution\": \"e\"}",
                "{\"input\": {}, \"execution\": \"e\"}",
                "{\"input\": {\"environmentId\": \"4711\"}, \"execution\": \"e\"}",
                "{\"input\": {\"environmentId\": 4711}, \"execution\": \"e\"}",
                "{\"input\": {\"environmentId\": \"0A1B2C3D-0000-4000-8000-00000000000A\"}, \"execution\": \"e\"}",
                "{\"input\": {\"environmentId\": \"0a1b2c3d-0000-4000-8000-00000000000a\", \"generation\": \"7\"}, \"execution\": \"e\"}",
                "{\"input\": {\"environmentId\": \"0a1b2c3d-0000-4000-8000-00000000000a\", \"generation\": 7.5}, \"execution\": \"e\"}",
                "{\"input\": {\"environmentId\": \"0a1b2c3d-0000-4000-8000-00000000000a\", \"generation\": null}, \"execution\": \"e\"}",
                "{\"input\": {\"environmentId\": \"0a1b2c3d-0000-4000-8000-00000000000a\"}}"
            })
    void anythingElseIsRefused(String payload) {
        assertThatThrownBy(() -> read(payload)).isInstanceOf(InvalidExecutionInputException.class);
    }

    private static StepInput read(String payload) throws IOException {
        return StepInput.read(new ByteArrayInputStream(payload.getBytes(StandardCharsets.UTF_8)));
    }
}
