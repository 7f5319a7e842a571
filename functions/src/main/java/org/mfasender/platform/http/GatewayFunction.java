package org.mfasender.platform.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.mfasender.platform.json.Json;

/**
 * A function behind the HTTP API, payload format 2.0. It reads its events with the mapper that it has anyhow: a handler of typed events
 * makes Lambda's runtime load a second one while the first caller waits.
 */
public abstract class GatewayFunction implements RequestStreamHandler {

    /** What reads and writes them is made while the function starts. */
    private static final ObjectReader EVENTS = Json.MAPPER.readerFor(APIGatewayV2HTTPEvent.class);

    private static final ObjectWriter ANSWERS = Json.MAPPER.writerFor(APIGatewayV2HTTPResponse.class);

    @Override
    public final void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        ANSWERS.writeValue(out, answer(EVENTS.readValue(in, APIGatewayV2HTTPEvent.class), context));
    }

    /** Answers one request. */
    public abstract APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, Context context);
}
