package org.mfasender.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.config.Configuration;
import org.mfasender.platform.json.Json;
import org.mfasender.platform.observe.Field;
import org.mfasender.platform.observe.Observation;
import org.mfasender.watch.CheckFailedException;
import org.mfasender.watch.HealthCheck;
import org.mfasender.watch.HealthCheck.Checked;

/**
 * The step of the state machine check-health. It is given {@code {"input": {"environmentId", "looks"?}, "execution"}}, and answers
 * {@code {"environmentId", "looks", "status", "retryAt"}}: {@code AGAIN} when another look has to confirm what this one found, else
 * {@code DONE}.
 */
public final class CheckHealthHandler implements RequestStreamHandler {

    /** A look, one that confirms it, and one more for a call that Meta did not answer. */
    private static final int MOST_LOOKS = 3;

    private final HealthCheck check;
    private final Duration pause;
    private final Clock clock;

    public CheckHealthHandler() {
        this(Configuration.ofProcess());
    }

    public CheckHealthHandler(Map<String, String> variables) {
        Components components = new Components(variables);
        Observation.prepare();
        this.check = new WatchComponents(components).check();
        this.pause = components.configuration().confirmationWait();
        this.clock = components.clock();
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        Observation observation = Observation.begin(getClass(), context);
        try {
            JsonNode payload = Json.MAPPER.readTree(in);
            JsonNode input = payload.path("input");
            EnvironmentId environment = EnvironmentId.parse(
                            input.path("environmentId").asText())
                    .orElseThrow(() -> new IllegalArgumentException("The input needs a member environmentId, a UUID"));
            observation
                    .with(Field.ENVIRONMENT_ID, environment)
                    .with(Field.EXECUTION, payload.path("execution").asText());
            Optional<Checked> checked = observation.counting(() -> check.check(environment));
            checked.map(Checked::connection)
                    .ifPresent(connection -> observation
                            .with(Field.SENDER_STATUS, connection.status())
                            .with(
                                    Field.FAILED_CHECKS,
                                    connection.health().causes().stream()
                                            .sorted()
                                            .toList()));
            Json.MAPPER.writeValue(out, answer(environment, input.path("looks").asInt() + 1, checked));
            observation.ended(null);
        } catch (RuntimeException e) {
            observation.ended(e);
            throw new CheckFailedException();
        }
    }

    private Map<String, Object> answer(EnvironmentId environment, int looks, Optional<Checked> checked) {
        boolean again = looks < MOST_LOOKS && checked.filter(Checked::again).isPresent();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("environmentId", environment.toString());
        answer.put("looks", looks);
        answer.put("status", again ? "AGAIN" : "DONE");
        answer.put("retryAt", clock.now().plus(pause));
        return answer;
    }
}
