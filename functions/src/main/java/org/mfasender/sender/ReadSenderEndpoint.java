package org.mfasender.sender;

import java.time.Instant;
import java.util.List;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.Violation;
import org.mfasender.templates.TemplateOwner;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.TemplateLedger;
import org.mfasender.templates.plan.TemplatePlan;
import org.mfasender.templates.plan.TemplatePlanner;
import org.mfasender.templates.storage.TemplateStore;

/** {@code GET}: the account as it is stored; Meta is not asked. {@code expand=whatsAppTemplates} adds the templates. */
public final class ReadSenderEndpoint {

    private static final String TEMPLATES = "whatsAppTemplates";

    private final AccountViews views;
    private final TemplateStore templates;
    private final TemplatePlanner planner;
    private final Clock clock;

    public ReadSenderEndpoint(AccountViews views, TemplateStore templates, TemplatePlanner planner, Clock clock) {
        this.views = views;
        this.templates = templates;
        this.planner = planner;
        this.clock = clock;
    }

    public HttpResponse read(HttpRequest request) {
        EnvironmentId environment = request.environmentId();
        boolean expand =
                request.query("expand").map(ReadSenderEndpoint::isTemplates).orElse(false);
        AccountView view = views.find(environment).orElseThrow(ApiException::noAccount);
        Instant now = clock.now();
        SenderAnswer answer = SenderAnswer.of(view.asSeenAt(now));
        return HttpResponse.ok(expand ? expanded(answer, view, now) : answer);
    }

    private SenderAnswer expanded(SenderAnswer answer, AccountView view, Instant now) {
        TemplateOwner owner = view.account().owner();
        TemplateLedger ledger = templates.ledger(owner);
        List<TemplateContent> contents = view.shown().contents();
        List<MessageTemplate> known = templates.templates(owner, contents);
        TemplatePlan plan =
                planner.plan(view.account().shown().templates(), ledger.asLastSeen(known), ledger, contents, now);
        return answer.expanded(known, contents, plan);
    }

    private static boolean isTemplates(String expand) {
        if (expand.equalsIgnoreCase(TEMPLATES)) {
            return true;
        }
        throw ApiException.invalidRequest(
                400, Violation.values("expand", "Only whatsAppTemplates can be expanded.", List.of(TEMPLATES)));
    }
}
