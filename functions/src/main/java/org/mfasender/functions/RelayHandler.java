package org.mfasender.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.util.List;
import java.util.Map;
import org.mfasender.platform.config.Configuration;
import org.mfasender.platform.observe.Observation;
import org.mfasender.relay.Relay;

/** {@code relay}: acts on what {@code send} and {@code receive} have recorded. */
public final class RelayHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private final Relay relay;

    public RelayHandler() {
        this(Configuration.ofProcess());
    }

    public RelayHandler(Map<String, String> variables) {
        Observation.prepare();
        this.relay = new Components(variables).relay();
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        Observation observation = Observation.begin(getClass(), context);
        try {
            List<String> failed = observation.counting(() -> relay.relay(StreamRecords.read(event)));
            observation.ended(null);
            return new StreamsEventResponse(
                    failed.stream().map(BatchItemFailure::new).toList());
        } catch (RuntimeException e) {
            observation.ended(e);
            throw e;
        }
    }
}
