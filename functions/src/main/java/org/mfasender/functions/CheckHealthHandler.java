package org.mfasender.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.mfasender.platform.Clock;
import org.mfasender.platform.config.Configuration;
import org.mfasender.platform.json.Json;
import org.mfasender.platform.observe.Field;
import org.mfasender.platform.observe.Observation;
import org.mfasender.watch.CheckFailedException;
import org.mfasender.watch.CheckInput;
import org.mfasender.watch.HealthCheck;
import org.mfasender.watch.HealthCheck.Checked;

/**
 * The step of the state machine check-health. It is given {@code {"input": {"environmentId", "looks"?}, "execution"}}, and answers
 * {@code {"environmentId", "looks", "status", "retryAt"}}: {@code AGAIN} when another look has to confirm what this one found, else
 * {@code DONE}.
 */
public final class CheckHealthHandler implements RequestStreamHandler {

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
            CheckInput input = CheckInput.read(in);
            observation.with(Field.ENVIRONMENT_ID, input.environment()).with(Field.EXECUTION, input.execution());
            Optional<Checked> checked = observation.counting(() -> check.check(input.environment()));
            checked.map(Checked::connection)
                    .ifPresent(connection -> observation
                            .with(Field.SENDER_STATUS, connection.status())
                            .with(
                                    Field.FAILED_CHECKS,
                                    connection.health().causes().stream()
                                            .sorted()
                                            .toList()));
            boolean again = checked.filter(Checked::again).isPresent();
            Json.MAPPER.writeValue(out, input.answer(again, clock.now().plus(pause)));
            observation.ended(null);
        } catch (RuntimeException e) {
            observation.ended(e);
            throw new CheckFailedException();
        }
    }
}
