package org.mfasender.local.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;
import org.mfasender.platform.http.GatewayFunction;

/** Answers what it was asked, for tests. */
public final class EchoHandler extends GatewayFunction {
    private final Map<String, String> environment;

    /** As Lambda does. */
    public EchoHandler() {
        this(System.getenv());
    }

    /** With variables of the caller's. */
    public EchoHandler(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, Context context) {
        String method = event.getRequestContext().getHttp().getMethod();
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(201)
                .withHeaders(Map.of("Location", "/pets/1"))
                .withBody(String.join(
                        " ",
                        environment.get("GREETING"),
                        method,
                        event.getPathParameters().get("id"),
                        event.getQueryStringParameters().get("loud"),
                        event.getBody()))
                .build();
    }
}
