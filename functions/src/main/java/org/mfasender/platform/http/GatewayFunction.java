package org.mfasender.platform.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A function behind the HTTP API, payload format 2.0. It reads its events itself: for a handler of typed events, Lambda's runtime loads a
 * mapper of its own while the first caller waits.
 */
public abstract class GatewayFunction implements RequestStreamHandler {

    @Override
    public final void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        GatewayPayload.write(out, answer(GatewayPayload.read(in), context));
    }

    /** Answers one request. */
    public abstract APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, Context context);
}
