package org.mfasender.functions;

import java.util.Map;
import org.mfasender.platform.config.Configuration;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.HttpFunction;
import org.mfasender.platform.http.Routes;
import org.mfasender.platform.secrets.StackSecret;
import org.mfasender.webhooks.HandshakeEndpoint;
import org.mfasender.webhooks.ReceiveEndpoint;
import org.mfasender.webhooks.VerifyTokens;

/** {@code receive}: Meta reports what became of messages. */
public final class ReceiveHandler extends HttpFunction {

    public ReceiveHandler() {
        this(Configuration.ofProcess());
    }

    public ReceiveHandler(Map<String, String> variables) {
        this(new Components(variables));
    }

    private ReceiveHandler(Components components) {
        super(components.configuration().environmentClaim(), routes(components));
    }

    private static Routes routes(Components components) {
        StackSecret secret = components.stackSecret();
        ReceiveEndpoint receiver =
                new ReceiveEndpoint(components.keyring(), components.webhookRecorder(secret), components.clock());
        return new Routes()
                .get(ApiPath.WEBHOOKS, new HandshakeEndpoint(new VerifyTokens(secret))::verify)
                .post(ApiPath.WEBHOOKS, receiver::receive);
    }
}
