package org.mfasender.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.util.List;
import org.mfasender.platform.Actor;
import org.mfasender.platform.observe.Observation;
import org.mfasender.relay.Relay;

/** Acts on what the stream of the table of messages delivers, and reports the records that failed. Public, for Lambda calls its method. */
public abstract class StreamFunction implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private final Relay relay;

    StreamFunction(Relay relay) {
        Observation.prepare();
        this.relay = relay;
    }

    @Override
    public final StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        Observation observation = Observation.begin(getClass(), context);
        try {
            List<String> failed = observation.counting(() ->
                    Actor.system(observation.function()).doing(() -> relay.relay(StreamRecords.read(event))));
            observation.ended(null);
            return new StreamsEventResponse(
                    failed.stream().map(BatchItemFailure::new).toList());
        } catch (RuntimeException e) {
            observation.ended(e);
            throw e;
        }
    }
}
