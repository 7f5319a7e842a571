package org.mfasender.functions;

import java.util.Map;
import org.mfasender.contents.BindContentEndpoint;
import org.mfasender.platform.config.Configuration;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.HttpFunction;
import org.mfasender.platform.http.RequestLimit;
import org.mfasender.platform.http.Routes;
import org.mfasender.policy.ManagePoliciesEndpoint;
import org.mfasender.sender.RunsEndpoint;
import org.mfasender.sender.SendingEndpoint;
import org.mfasender.senderkeys.ManageSenderKeysEndpoint;

/** {@code manage}: changes what an account has, beside what is submitted. */
public final class ManageHandler extends HttpFunction {

    public ManageHandler() {
        this(Configuration.ofProcess());
    }

    public ManageHandler(Map<String, String> variables) {
        this(new Components(variables));
    }

    private ManageHandler(Components components) {
        super(components.configuration().environmentClaim(), routes(components));
    }

    private static Routes routes(Components components) {
        ManageComponents manage = new ManageComponents(components);
        SendingEndpoint sending = manage.sending();
        ManageSenderKeysEndpoint keys = manage.senderKeys();
        RunsEndpoint runs = manage.runs();
        BindContentEndpoint binding = manage.binding();
        ManagePoliciesEndpoint policies = manage.policies();
        RequestLimit limit = components.requestLimit();
        return new Routes()
                .get(ApiPath.SENDING, sending::read)
                .put(ApiPath.SENDING, sending::turn)
                .post(ApiPath.SENDER_KEYS, keys::make)
                .delete(ApiPath.SENDER_KEY, keys::revoke)
                .delete(ApiPath.CANDIDATE, manage.candidate()::remove)
                .post(ApiPath.REGISTRATION, limit.of(manage.registration()::register))
                .post(ApiPath.RUNS, runs::start)
                .delete(ApiPath.RUN, runs::cancel)
                .post(ApiPath.CONTENTS, limit.of(binding::add))
                .put(ApiPath.CONTENT, limit.of(binding::replace))
                .delete(ApiPath.CONTENT, manage.unbinding()::remove)
                .post(ApiPath.POLICIES, policies::create)
                .put(ApiPath.POLICY, policies::replace)
                .delete(ApiPath.POLICY, policies::remove);
    }
}
