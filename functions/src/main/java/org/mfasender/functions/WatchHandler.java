package org.mfasender.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;
import org.mfasender.platform.Clock;
import org.mfasender.platform.config.Configuration;
import org.mfasender.platform.observe.Dimension;
import org.mfasender.platform.observe.Field;
import org.mfasender.platform.observe.Metric;
import org.mfasender.platform.observe.Observation;
import org.mfasender.sender.SenderIndexStore;
import org.mfasender.sender.SenderStatus;
import org.mfasender.watch.DueChecks;

/** {@code watch}: starts the checks of senders that are due and, once an hour, counts the senders by status. Called every minute. */
public final class WatchHandler implements RequestStreamHandler {

    private final DueChecks checks;
    private final SenderIndexStore index;
    private final Clock clock;

    public WatchHandler() {
        this(Configuration.ofProcess());
    }

    public WatchHandler(Map<String, String> variables) {
        Components components = new Components(variables);
        Observation.prepare();
        WatchComponents watch = new WatchComponents(components);
        this.index = watch.index();
        this.checks = watch.dueChecks();
        this.clock = components.clock();
    }

    /** Neither the event nor the answer says anything. */
    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) {
        Observation observation = Observation.begin(getClass(), context);
        try {
            Instant now = clock.now();
            DueChecks.Result result = checks.start(now);
            observation.with(
                    Field.CHECKS,
                    Map.of(
                            "started",
                            result.started(),
                            "failed",
                            result.failures().size()));
            if (now.getEpochSecond() / 60 % 60 == 0) {
                count(observation);
            }
            observation.ended(
                    result.failures().isEmpty() ? null : result.failures().getFirst());
        } catch (RuntimeException e) {
            observation.ended(e);
            throw e;
        }
    }

    private void count(Observation observation) {
        for (SenderStatus status : SenderStatus.values()) {
            observation.measure(Map.of(Dimension.STATUS, status.name()), Map.of(Metric.SENDERS, index.count(status)));
        }
    }
}
