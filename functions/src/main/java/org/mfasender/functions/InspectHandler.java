package org.mfasender.functions;

import java.util.Map;
import org.mfasender.contents.ContentPreviewer;
import org.mfasender.contents.PreviewEndpoint;
import org.mfasender.platform.config.Configuration;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.HttpFunction;
import org.mfasender.platform.http.MetaAnswers;
import org.mfasender.platform.http.RequestLimit;
import org.mfasender.platform.http.Routes;
import org.mfasender.sender.AccountCatalogs;
import org.mfasender.sender.SenderStore;
import org.mfasender.setup.dryrun.ChecksEndpoint;
import org.mfasender.setup.dryrun.DryRun;
import org.mfasender.setup.dryrun.PlanEndpoint;
import org.mfasender.setup.dryrun.Questions;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.plan.TemplatePlanner;
import org.mfasender.templates.storage.TemplateStore;
import org.mfasender.webhooks.VerifyTokens;
import org.mfasender.webhooks.WebhookAddressesEndpoint;

/** {@code inspect}: asks Meta while the client waits, and changes nothing. */
public final class InspectHandler extends HttpFunction {

    public InspectHandler() {
        this(Configuration.ofProcess());
    }

    public InspectHandler(Map<String, String> variables) {
        this(new Components(variables));
    }

    private InspectHandler(Components components) {
        super(components.configuration().environmentClaim(), routes(components));
    }

    private static Routes routes(Components components) {
        SenderStore senders = components.senders();
        TemplateStore templates = components.templates();
        TemplatePlanner planner = components.planner();
        AccountCatalogs catalogs = components.catalogs();
        MetaAnswers answers = components.metaAnswers();
        Questions questions = new Questions(
                senders,
                templates,
                components.vault(),
                planner,
                TemplateOptions.defaults(components.configuration().templates()));
        ChecksEndpoint checks = new ChecksEndpoint(
                questions, new DryRun(components.graph()), components.webhookCheck(), components.clock());
        PlanEndpoint plan = new PlanEndpoint(senders, templates, catalogs, answers, planner, components.clock());
        PreviewEndpoint preview = new PreviewEndpoint(new ContentPreviewer(senders, templates, catalogs), answers);
        RequestLimit limit = components.requestLimit();
        return new Routes()
                .post(ApiPath.CHECKS, limit.of(checks::check))
                .post(ApiPath.PLAN, limit.of(plan::plan))
                .get(ApiPath.PREVIEW, limit.of(preview::preview))
                .get(
                        ApiPath.WEBHOOK_ADDRESSES,
                        new WebhookAddressesEndpoint(
                                senders,
                                new VerifyTokens(components.stackSecret()),
                                components.configuration().ownAddress())::show);
    }
}
