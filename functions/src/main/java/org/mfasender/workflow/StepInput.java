package org.mfasender.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.json.Json;

/**
 * What the state machine hands to a step: {@code {"input": {"environmentId", "generation"}, "execution", "retries"}}.
 *
 * @param generation of the run that the step belongs to; null when a person started the execution with an environment alone
 * @param execution name of the execution
 * @param retries how often the state machine has repeated the step since it entered the state; an execution of an earlier release does
 *     not say it
 */
record StepInput(EnvironmentId environmentId, @Nullable Long generation, String execution, int retries) {

    static StepInput read(InputStream in) throws IOException {
        JsonNode payload;
        try {
            payload = Json.MAPPER.readTree(in);
        } catch (JsonProcessingException e) {
            throw new InvalidExecutionInputException("The input is not JSON");
        }
        JsonNode input = payload.path("input");
        String environment = input.path("environmentId").asText();
        EnvironmentId environmentId = EnvironmentId.parse(environment)
                .filter(id -> id.toString().equals(environment))
                .orElseThrow(
                        () -> new InvalidExecutionInputException("The input needs a member environmentId, a UUID in"
                                + " lower case: {\"environmentId\": \"00000000-0000-0000-0000-000000000000\"}"));
        JsonNode generation = input.path("generation");
        if (!generation.isMissingNode() && !generation.isIntegralNumber()) {
            throw new InvalidExecutionInputException(
                    "The member generation is set by this system: leave it out when you start an execution");
        }
        String execution = payload.path("execution").asText();
        if (execution.isEmpty()) {
            throw new InvalidExecutionInputException("The state machine has to name the execution");
        }
        return new StepInput(
                environmentId,
                generation.isMissingNode() ? null : generation.asLong(),
                execution,
                payload.path("retries").asInt());
    }
}
