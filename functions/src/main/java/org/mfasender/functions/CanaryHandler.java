package org.mfasender.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.mfasender.messages.Canary;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.config.Configuration;
import org.mfasender.platform.json.Json;
import org.mfasender.platform.observe.CanaryOutcome;
import org.mfasender.platform.observe.Field;
import org.mfasender.platform.observe.Observation;
import org.mfasender.platform.secrets.Secret;

/**
 * {@code canary}: sends a sample as {@code send} sends passcodes, and sees whether it arrives. Its input is
 * {@code {"environmentId", "recipient"}}, from the schedule or an operator; its answer {@code {"outcome"}}.
 */
public final class CanaryHandler implements RequestStreamHandler {

    private final Canary canary;

    public CanaryHandler() {
        this(Configuration.ofProcess());
    }

    public CanaryHandler(Map<String, String> variables) {
        Observation.prepare();
        this.canary = new Components(variables).canary();
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        Observation observation = Observation.begin(getClass(), context);
        try {
            JsonNode input = Json.MAPPER.readTree(in);
            EnvironmentId environment = EnvironmentId.parse(
                            input.path("environmentId").asText())
                    .orElseThrow(() -> new IllegalArgumentException("The input needs an environmentId, a UUID"));
            Secret recipient = new Secret(input.path("recipient").asText());
            observation.with(Field.ENVIRONMENT_ID, environment);
            CanaryOutcome outcome = observation.counting(() -> canary.send(environment, recipient));
            observation.canaryEnded(outcome);
            observation.ended(null);
            Json.MAPPER.writeValue(out, Map.of("outcome", outcome.toString()));
        } catch (IOException | RuntimeException e) {
            observation.ended(e);
            throw e;
        }
    }
}
