package org.mfasender.functions;

import java.util.Map;
import org.mfasender.platform.config.Configuration;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.HttpFunction;
import org.mfasender.platform.http.Routes;
import org.mfasender.sender.RemoveSenderEndpoint;

/** {@code remove}: deletes an account and its secret. */
public final class RemoveHandler extends HttpFunction {

    public RemoveHandler() {
        this(Configuration.ofProcess());
    }

    public RemoveHandler(Map<String, String> variables) {
        this(new Components(variables));
    }

    private RemoveHandler(Components components) {
        super(components.configuration().environmentClaim(), routes(components));
    }

    private static Routes routes(Components components) {
        RemovalComponents removal = new RemovalComponents(components);
        RemoveSenderEndpoint sender = new RemoveSenderEndpoint(
                removal.remover(), components.unsubscriber(), removal.templateDeleter(), components.clock());
        return new Routes().delete(ApiPath.SENDER, components.requestLimit().of(sender::remove));
    }
}
