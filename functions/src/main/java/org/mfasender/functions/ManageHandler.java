package org.mfasender.functions;

import java.util.Map;
import org.mfasender.contents.BindContentEndpoint;
import org.mfasender.contents.ContentBinder;
import org.mfasender.contents.ContentRemover;
import org.mfasender.contents.RemoveContentEndpoint;
import org.mfasender.platform.config.Configuration;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.HttpFunction;
import org.mfasender.platform.http.RequestLimit;
import org.mfasender.platform.http.Routes;
import org.mfasender.policy.ManagePoliciesEndpoint;
import org.mfasender.sender.CandidateRemover;
import org.mfasender.sender.ConnectionRunner;
import org.mfasender.sender.NumberRegistrar;
import org.mfasender.sender.RegistrationEndpoint;
import org.mfasender.sender.RemoveCandidateEndpoint;
import org.mfasender.sender.RunInterval;
import org.mfasender.sender.RunsEndpoint;
import org.mfasender.sender.SendingEndpoint;
import org.mfasender.sender.SendingTurner;
import org.mfasender.senderkeys.ManageSenderKeysEndpoint;
import org.mfasender.senderkeys.SenderKeys;

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
        ContentBinder binder = new ContentBinder(
                components.senders(), components.templates(), components.catalogs(), components.clock());
        BindContentEndpoint bind = new BindContentEndpoint(binder, components.metaAnswers());
        RemoveContentEndpoint remove =
                new RemoveContentEndpoint(new ContentRemover(components.senders(), components.templates()));
        RemoveCandidateEndpoint candidate = new RemoveCandidateEndpoint(
                new CandidateRemover(components.senders(), components.executions()),
                components.views(),
                components.clock());
        ConnectionRunner runner = new ConnectionRunner(
                components.senders(),
                components.executions(),
                new RunInterval(components.configuration().runInterval()),
                components.clock());
        RunsEndpoint runs = new RunsEndpoint(runner, components.views(), components.clock());
        RegistrationEndpoint registration = new RegistrationEndpoint(
                new NumberRegistrar(
                        components.senders(),
                        components.vault(),
                        components.graph().numbers()),
                components.metaAnswers());
        SendingEndpoint sending =
                new SendingEndpoint(components.senders(), new SendingTurner(components.senders()), components.clock());
        ManageSenderKeysEndpoint keys = new ManageSenderKeysEndpoint(
                new SenderKeys(
                        components.senders(),
                        components.senderKeys(),
                        components.signingKeyCipher(),
                        components.configuration().keyArn()),
                components.clock());
        ManagePoliciesEndpoint policies = new ManagePoliciesEndpoint(components.policies(), components.clock());
        RequestLimit limit = components.requestLimit();
        return new Routes()
                .get(ApiPath.SENDING, sending::read)
                .put(ApiPath.SENDING, sending::turn)
                .post(ApiPath.SENDER_KEYS, keys::make)
                .delete(ApiPath.SENDER_KEY, keys::revoke)
                .delete(ApiPath.CANDIDATE, candidate::remove)
                .post(ApiPath.REGISTRATION, limit.of(registration::register))
                .post(ApiPath.RUNS, runs::start)
                .delete(ApiPath.RUN, runs::cancel)
                .post(ApiPath.CONTENTS, limit.of(bind::add))
                .put(ApiPath.CONTENT, limit.of(bind::replace))
                .delete(ApiPath.CONTENT, remove::remove)
                .post(ApiPath.POLICIES, policies::create)
                .put(ApiPath.POLICY, policies::replace)
                .delete(ApiPath.POLICY, policies::remove);
    }
}
