package org.mfasender.contents;

import java.util.List;
import java.util.UUID;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.Paging;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderStore;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.PurposeReader;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.storage.TemplateStore;

/** {@code GET …/templates} and below: purposes and contents, as stored; Meta is not asked. */
public final class ReadContentsEndpoint {

    private final SenderStore senders;
    private final TemplateStore templates;

    public ReadContentsEndpoint(SenderStore senders, TemplateStore templates) {
        this.senders = senders;
        this.templates = templates;
    }

    public HttpResponse templates(HttpRequest request) {
        Paging paging = Paging.of(request);
        SenderAccount account = account(request);
        List<TemplateContent> contents = templates.contents(account.owner());
        return HttpResponse.ok(paging.page(
                ApiPath.TEMPLATES.href(account.environmentId()),
                "templates",
                List.of(Purpose.values()),
                Purpose::toString,
                purpose -> NotificationTemplateAnswer.of(account, purpose, contents)));
    }

    public HttpResponse template(HttpRequest request) {
        Purpose purpose = PurposeReader.read(request);
        SenderAccount account = account(request);
        return HttpResponse.ok(
                NotificationTemplateAnswer.of(account, purpose, templates.contents(account.owner(), purpose)));
    }

    public HttpResponse contents(HttpRequest request) {
        Purpose purpose = PurposeReader.read(request);
        Paging paging = Paging.of(request);
        SenderAccount account = account(request);
        return HttpResponse.ok(paging.page(
                ApiPath.CONTENTS.href(account.environmentId(), purpose),
                "contents",
                templates.contents(account.owner(), purpose),
                ReadContentsEndpoint::key,
                content -> ContentAnswer.of(account, content)));
    }

    public HttpResponse content(HttpRequest request) {
        Purpose purpose = PurposeReader.read(request);
        UUID id = ContentPathReader.contentId(request);
        SenderAccount account = account(request);
        TemplateContent content =
                templates.content(account.owner(), purpose, id).orElseThrow(ApiException::noContent);
        return HttpResponse.ok(ContentAnswer.of(account, content));
    }

    /** As they are stored: by locale, then by variant. */
    private static String key(TemplateContent content) {
        return content.locale() + (content.variant() == null ? "" : "#" + TemplateContent.key(content.variant()));
    }

    private SenderAccount account(HttpRequest request) {
        return senders.findAccount(request.environmentId()).orElseThrow(ApiException::noAccount);
    }
}
