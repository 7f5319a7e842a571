package org.mfasender.sender;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.Violation;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.TemplateLedger;
import org.mfasender.templates.plan.TemplatePlan;
import org.mfasender.templates.plan.TemplatePlanner;
import org.mfasender.templates.storage.TemplateStore;

/** {@code GET}: the account as it is stored; Meta is not asked. {@code expand=whatsAppTemplates} adds the templates. */
public final class ReadSenderEndpoint {

    private static final String TEMPLATES = "whatsAppTemplates";

    private final SenderStore store;
    private final TemplateStore templates;
    private final TemplatePlanner planner;
    private final Clock clock;

    public ReadSenderEndpoint(SenderStore store, TemplateStore templates, TemplatePlanner planner, Clock clock) {
        this.store = store;
        this.templates = templates;
        this.planner = planner;
        this.clock = clock;
    }

    public HttpResponse read(HttpRequest request) {
        EnvironmentId environment = request.environmentId();
        boolean expand =
                request.query("expand").map(ReadSenderEndpoint::isTemplates).orElse(false);
        SenderAccount account = store.findAccount(environment).orElseThrow(ApiException::noAccount);
        List<TemplateContent> contents = templates.contents(account);
        Instant now = clock.now();
        SenderAnswer answer = SenderAnswer.of(account, contents, now);
        if (expand) {
            TemplateLedger ledger = templates.ledger(account);
            List<MessageTemplate> known = templates.templates(account);
            TemplatePlan plan = planner.plan(account.templates(), ledger.asLastSeen(known), ledger, contents, now);
            answer = answer.expanded(known, contents, plan);
        }
        return new HttpResponse(200, answer, Map.of());
    }

    private static boolean isTemplates(String expand) {
        if (expand.equalsIgnoreCase(TEMPLATES)) {
            return true;
        }
        throw ApiException.invalidRequest(
                400, Violation.values("expand", "Only whatsAppTemplates can be expanded.", List.of(TEMPLATES)));
    }
}
