package org.mfasender.contents;

import java.util.Map;
import java.util.UUID;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.MetaAnswers;
import org.mfasender.sender.AccountCatalogs;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderStore;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.TemplateCatalog;
import org.mfasender.templates.storage.TemplateStore;

/** {@code GET …/contents/{contentId}/preview}: the text that Meta sends for a content now. Two calls to Meta; nothing is stored. */
public final class PreviewEndpoint {

    private final SenderStore senders;
    private final TemplateStore templates;
    private final AccountCatalogs catalogs;
    private final MetaAnswers answers;

    public PreviewEndpoint(
            SenderStore senders, TemplateStore templates, AccountCatalogs catalogs, MetaAnswers answers) {
        this.senders = senders;
        this.templates = templates;
        this.catalogs = catalogs;
        this.answers = answers;
    }

    public HttpResponse preview(HttpRequest request) {
        Purpose purpose = ContentPath.purpose(request);
        UUID id = ContentPath.contentId(request);
        SenderAccount account = senders.findAccount(request.environmentId()).orElseThrow(ApiException::noAccount);
        TemplateContent content = templates.content(account, purpose, id).orElseThrow(ApiException::noContent);
        TemplateCatalog catalog = catalogs.of(account);
        Preview preview = answers.to(() -> Preview.of(content, catalog));
        return new HttpResponse(200, preview.write(account, content), Map.of());
    }
}
