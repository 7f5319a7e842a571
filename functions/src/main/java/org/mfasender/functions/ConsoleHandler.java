package org.mfasender.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;
import org.mfasender.console.ConsoleEndpoint;
import org.mfasender.platform.config.Configuration;
import org.mfasender.platform.http.GatewayFunction;
import org.mfasender.platform.http.HttpRequest;

/** {@code console}: the page's files. It calls nothing, and the gateway's log has every request. */
public final class ConsoleHandler extends GatewayFunction {

    private final ConsoleEndpoint console;

    public ConsoleHandler() {
        this(Configuration.ofProcess());
    }

    public ConsoleHandler(Map<String, String> variables) {
        this.console = new ConsoleEndpoint(new Configuration(variables).signIn());
    }

    @Override
    public APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, Context context) {
        return console.answer(new HttpRequest(event));
    }
}
