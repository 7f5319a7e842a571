package org.mfasender.functions;

import java.util.Map;
import org.mfasender.audit.ReadHistoryEndpoint;
import org.mfasender.contents.ReadContentsEndpoint;
import org.mfasender.contents.ServingEndpoint;
import org.mfasender.platform.config.Configuration;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.HttpFunction;
import org.mfasender.platform.http.Routes;
import org.mfasender.policy.ReadPoliciesEndpoint;
import org.mfasender.policy.ReadReadinessEndpoint;
import org.mfasender.sender.ReadEnvironmentEndpoint;
import org.mfasender.sender.ReadSenderEndpoint;
import org.mfasender.senderkeys.ReadSenderKeysEndpoint;
import org.mfasender.watch.HealthEndpoint;
import org.mfasender.watch.SendersEndpoint;

/** {@code read}: answers from the table, and every route that no other function takes. */
public final class ReadHandler extends HttpFunction {

    public ReadHandler() {
        this(Configuration.ofProcess());
    }

    public ReadHandler(Map<String, String> variables) {
        this(new Components(variables));
    }

    private ReadHandler(Components components) {
        super(components.configuration().environmentClaim(), routes(components));
    }

    private static Routes routes(Components components) {
        ReadSenderEndpoint sender =
                new ReadSenderEndpoint(components.views(), components.planner(), components.clock());
        ReadContentsEndpoint contents = new ReadContentsEndpoint(components.senders(), components.templates());
        ServingEndpoint serving = new ServingEndpoint(components.sending());
        ReadSenderKeysEndpoint keys = new ReadSenderKeysEndpoint(components.senders(), components.senderKeys());
        ReadPoliciesEndpoint policies = new ReadPoliciesEndpoint(components.policies());
        return new Routes()
                .get(ApiPath.ENVIRONMENT, new ReadEnvironmentEndpoint()::read)
                .get(ApiPath.SENDER, sender::read)
                .get(ApiPath.READINESS, new ReadReadinessEndpoint(components.views(), components.clock())::read)
                .get(ApiPath.POLICIES, policies::list)
                .get(ApiPath.POLICY, policies::read)
                .get(ApiPath.HISTORY, new ReadHistoryEndpoint(components.history())::read)
                .get(ApiPath.HEALTH, new HealthEndpoint(components.senders(), components.clock())::read)
                .get(ApiPath.SENDERS, new SendersEndpoint(new WatchComponents(components).index())::list)
                .get(ApiPath.SENDER_KEYS, keys::list)
                .get(ApiPath.SENDER_KEY, keys::read)
                .get(ApiPath.TEMPLATES, contents::templates)
                .get(ApiPath.TEMPLATE, contents::template)
                .get(ApiPath.SERVING, serving::serving)
                .get(ApiPath.CONTENTS, contents::contents)
                .get(ApiPath.CONTENT, contents::content);
    }
}
