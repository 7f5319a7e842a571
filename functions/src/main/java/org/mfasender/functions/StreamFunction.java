package org.mfasender.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.mfasender.platform.Actor;
import org.mfasender.platform.json.Json;
import org.mfasender.platform.observe.Observation;
import org.mfasender.relay.Relay;
import org.mfasender.relay.Relay.Delivered;

/** Acts on what the stream of the table of messages delivers, and reports the records that failed. Public, for Lambda calls its method. */
public abstract class StreamFunction implements RequestStreamHandler {

    private final Relay relay;

    StreamFunction(Relay relay) {
        Observation.prepare();
        this.relay = relay;
    }

    @Override
    public final void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        Observation observation = Observation.begin(getClass(), context);
        try {
            List<Delivered> records = StreamRecords.read(in);
            List<String> failed = observation.counting(
                    () -> Actor.system(observation.function()).doing(() -> relay.relay(records)));
            observation.ended(null);
            List<BatchItemFailure> failures =
                    failed.stream().map(BatchItemFailure::new).toList();
            Json.MAPPER.writeValue(out, new StreamsEventResponse(failures));
        } catch (RuntimeException e) {
            observation.ended(e);
            throw e;
        }
    }
}
