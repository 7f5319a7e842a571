package org.mfasender.contents;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.CollectionAnswer;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
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
        SenderAccount account = account(request);
        List<TemplateContent> contents = templates.contents(account.owner());
        return HttpResponse.ok(CollectionAnswer.of(
                ApiPath.TEMPLATES.href(account.environmentId()),
                "templates",
                Arrays.stream(Purpose.values())
                        .map(purpose -> NotificationTemplateAnswer.of(account, purpose, contents))
                        .toList()));
    }

    public HttpResponse template(HttpRequest request) {
        Purpose purpose = PurposeReader.read(request);
        SenderAccount account = account(request);
        return HttpResponse.ok(
                NotificationTemplateAnswer.of(account, purpose, templates.contents(account.owner(), purpose)));
    }

    public HttpResponse contents(HttpRequest request) {
        Purpose purpose = PurposeReader.read(request);
        SenderAccount account = account(request);
        return HttpResponse.ok(CollectionAnswer.of(
                ApiPath.CONTENTS.href(account.environmentId(), purpose),
                "contents",
                templates.contents(account.owner(), purpose).stream()
                        .map(content -> ContentAnswer.of(account, content))
                        .toList()));
    }

    public HttpResponse content(HttpRequest request) {
        Purpose purpose = PurposeReader.read(request);
        UUID id = ContentPathReader.contentId(request);
        SenderAccount account = account(request);
        TemplateContent content =
                templates.content(account.owner(), purpose, id).orElseThrow(ApiException::noContent);
        return HttpResponse.ok(ContentAnswer.of(account, content));
    }

    private SenderAccount account(HttpRequest request) {
        return senders.findAccount(request.environmentId()).orElseThrow(ApiException::noAccount);
    }
}
