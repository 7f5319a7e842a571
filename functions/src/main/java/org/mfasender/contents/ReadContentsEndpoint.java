package org.mfasender.contents;

import java.util.Map;
import java.util.UUID;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderStore;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.storage.TemplateStore;

/** {@code GET …/templates} and below: purposes, contents, and which content serves a locale, as they are stored; Meta is not asked. */
public final class ReadContentsEndpoint {

    private final SenderStore senders;
    private final TemplateStore templates;

    public ReadContentsEndpoint(SenderStore senders, TemplateStore templates) {
        this.senders = senders;
        this.templates = templates;
    }

    public HttpResponse templates(HttpRequest request) {
        SenderAccount account = account(request);
        return ok(NotificationTemplateResource.write(account, templates.contents(account)));
    }

    public HttpResponse template(HttpRequest request) {
        Purpose purpose = ContentPath.purpose(request);
        SenderAccount account = account(request);
        return ok(NotificationTemplateResource.write(account, purpose, templates.contents(account, purpose)));
    }

    public HttpResponse contents(HttpRequest request) {
        Purpose purpose = ContentPath.purpose(request);
        SenderAccount account = account(request);
        return ok(ContentResource.write(account, purpose, templates.contents(account, purpose)));
    }

    public HttpResponse content(HttpRequest request) {
        Purpose purpose = ContentPath.purpose(request);
        UUID id = ContentPath.contentId(request);
        SenderAccount account = account(request);
        TemplateContent content = templates.content(account, purpose, id).orElseThrow(ApiException::noContent);
        return ok(ContentResource.write(account, content));
    }

    public HttpResponse serving(HttpRequest request) {
        Purpose purpose = ContentPath.purpose(request);
        Serving serving = Serving.asked(request);
        SenderAccount account = account(request);
        return ok(ContentResource.serving(
                account, serving.answer(account, purpose, templates.contents(account, purpose))));
    }

    private SenderAccount account(HttpRequest request) {
        return senders.findAccount(request.environmentId()).orElseThrow(ApiException::noAccount);
    }

    private static HttpResponse ok(Object body) {
        return new HttpResponse(200, body, Map.of());
    }
}
