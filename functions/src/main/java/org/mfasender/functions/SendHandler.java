package org.mfasender.functions;

import java.util.Map;
import org.mfasender.messages.MessageSender;
import org.mfasender.messages.OutcomeEndpoint;
import org.mfasender.messages.ReadMessageEndpoint;
import org.mfasender.messages.SendEndpoint;
import org.mfasender.messages.StatusWaiting;
import org.mfasender.messages.TestMessageEndpoint;
import org.mfasender.platform.config.Configuration;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.HttpFunction;
import org.mfasender.platform.http.Routes;

/** {@code send}: a passcode leaves for a phone. */
public final class SendHandler extends HttpFunction {

    public SendHandler() {
        this(Configuration.ofProcess());
    }

    public SendHandler(Map<String, String> variables) {
        this(new Components(variables));
    }

    private SendHandler(Components components) {
        super(components.configuration().environmentClaim(), routes(components));
    }

    private static Routes routes(Components components) {
        MessageComponents messages = new MessageComponents(components);
        MessageSender sender = messages.sender(components.environmentKeys());
        StatusWaiting waiting = messages.waiting();
        OutcomeEndpoint outcome = new OutcomeEndpoint(messages.messages(), messages.conversions(), components.clock());
        return new Routes()
                .post(ApiPath.MESSAGES, new SendEndpoint(sender, waiting)::send)
                .get(ApiPath.MESSAGE, new ReadMessageEndpoint(messages.messages(), components.clock())::read)
                .post(ApiPath.OUTCOME, outcome::report)
                .post(
                        ApiPath.TEST_MESSAGE,
                        components.requestLimit().of(new TestMessageEndpoint(sender, waiting)::send));
    }
}
