package org.mfasender.functions;

import java.util.Map;
import org.mfasender.platform.config.Configuration;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.HttpFunction;
import org.mfasender.platform.http.Routes;
import org.mfasender.sender.RunInterval;
import org.mfasender.sender.SubmitEndpoint;
import org.mfasender.sender.Submitter;
import org.mfasender.sender.Waiting;
import org.mfasender.templates.TemplateOptions;

/** {@code submit}: stores an account's credentials and starts the workflow. */
public class SubmitHandler extends HttpFunction {

    public SubmitHandler() {
        this(Configuration.ofProcess());
    }

    public SubmitHandler(Map<String, String> variables) {
        this(new Components(variables));
    }

    private SubmitHandler(Components components) {
        super(components.configuration().environmentClaim(), routes(components));
    }

    private static Routes routes(Components components) {
        Configuration configuration = components.configuration();
        Submitter submitter = new Submitter(
                components.senders(),
                components.vault(),
                components.executions(),
                TemplateOptions.defaults(configuration.templates()),
                new RunInterval(configuration.runInterval()),
                configuration.secretRecoveryDays());
        SubmitEndpoint sender = new SubmitEndpoint(
                submitter,
                components.views(),
                new Waiting(components.senders(), components.clock()),
                components.clock());
        return new Routes().put(ApiPath.SENDER, sender::submit);
    }
}
