package org.mfasender.sender;

import java.time.Instant;
import java.util.List;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.Violation;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.plan.TemplatePlan;
import org.mfasender.templates.plan.TemplatePlanner;

/** {@code GET}: the account as it is stored; Meta is not asked. {@code expand=whatsAppTemplates} adds the templates. */
public final class ReadSenderEndpoint {

    private static final String TEMPLATES = "whatsAppTemplates";

    private final AccountViews views;
    private final TemplatePlanner planner;
    private final Clock clock;

    public ReadSenderEndpoint(AccountViews views, TemplatePlanner planner, Clock clock) {
        this.views = views;
        this.planner = planner;
        this.clock = clock;
    }

    public HttpResponse read(HttpRequest request) {
        EnvironmentId environment = request.environmentId();
        boolean expand =
                request.query("expand").map(ReadSenderEndpoint::isTemplates).orElse(false);
        return HttpResponse.ok(expand ? expanded(environment) : answer(environment));
    }

    private SenderAnswer answer(EnvironmentId environment) {
        AccountView view = views.find(environment).orElseThrow(ApiException::noAccount);
        return SenderAnswer.of(view.asSeenAt(clock.now()));
    }

    private SenderAnswer expanded(EnvironmentId environment) {
        ExpandedView found = views.findExpanded(environment).orElseThrow(ApiException::noAccount);
        AccountView view = found.view();
        List<TemplateContent> contents = view.shown().contents();
        Instant now = clock.now();
        TemplatePlan plan = planner.plan(
                view.account().shown().templates(),
                found.ledger().asLastSeen(found.templates()),
                found.ledger(),
                contents,
                now);
        return SenderAnswer.of(view.asSeenAt(now)).expanded(found.templates(), contents, plan);
    }

    private static boolean isTemplates(String expand) {
        if (expand.equalsIgnoreCase(TEMPLATES)) {
            return true;
        }
        throw ApiException.invalidRequest(
                400, Violation.values("expand", "Only whatsAppTemplates can be expanded.", List.of(TEMPLATES)));
    }
}
