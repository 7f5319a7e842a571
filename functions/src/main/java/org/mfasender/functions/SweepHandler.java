package org.mfasender.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mfasender.platform.Actor;
import org.mfasender.platform.config.Configuration;
import org.mfasender.platform.json.Json;
import org.mfasender.platform.observe.Field;
import org.mfasender.platform.observe.Observation;
import org.mfasender.sweep.Sweep;
import org.mfasender.sweep.SweepInput;
import org.mfasender.sweep.SweepReport;

/**
 * {@code sweep}: completes what other functions left half done. Answers what it did, and {@code next} when its time was not enough: to be
 * called again with it.
 */
public final class SweepHandler implements RequestStreamHandler {

    /** A page of accounts takes less. */
    private static final Duration SPARE = Duration.ofSeconds(60);

    private final Sweep sweep;

    public SweepHandler() {
        this(Configuration.ofProcess());
    }

    public SweepHandler(Map<String, String> variables) {
        Components components = new Components(variables);
        Observation.prepare();
        this.sweep = new RemovalComponents(components).sweep();
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        Observation observation = Observation.begin(getClass(), context);
        try {
            SweepInput input = SweepInput.read(in);
            SweepReport report = Actor.system(observation.function()).doing(() -> sweep(input, context));
            observation.with(Field.SWEPT, report.counts()).ended(report.failure());
            Json.MAPPER.writeValue(out, answer(report));
        } catch (RuntimeException e) {
            observation.ended(e);
            throw e;
        }
    }

    private SweepReport sweep(SweepInput input, Context context) {
        return sweep.sweep(input.from(), input.age(), () -> context.getRemainingTimeInMillis() > SPARE.toMillis());
    }

    private static Map<String, Object> answer(SweepReport report) {
        Map<String, Object> answer = new LinkedHashMap<>(report.counts());
        if (report.next() != null) {
            answer.put("next", report.next().toString());
        }
        return answer;
    }
}
