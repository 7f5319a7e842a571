package org.mfasender.contents;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.MetaAnswers;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.TemplatePreview;
import org.mfasender.sender.AccountCatalogs;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderStore;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
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
        return HttpResponse.ok(answers.to(() -> {
            MessageTemplate template = current(content.template(), catalog);
            return PreviewAnswer.of(account.environmentId(), content, template, text(template, catalog));
        }));
    }

    /** The bound template as Meta has it now. */
    private static MessageTemplate current(MessageTemplate bound, TemplateCatalog catalog) {
        MessageTemplate template = catalog.named(bound.name()).stream()
                .filter(found -> found.id().equals(bound.id()))
                .findFirst()
                .orElseThrow(() -> refused(
                        "The template that this content binds is gone at Meta: bind another with PUT, or start a run.",
                        Map.of()));
        if (!template.isForAuthentication()) {
            throw refused(
                    "At Meta this template has the category " + template.category()
                            + " now, which must not carry passcodes: bind another with PUT.",
                    Map.of("category", template.category()));
        }
        return template;
    }

    private static TemplatePreview text(MessageTemplate template, TemplateCatalog catalog) {
        try {
            return catalog.preview(template).orElseThrow(() -> noText(template, Map.of()));
        } catch (GraphException e) {
            // Meta answered the call before, so it refuses the language or an option of this one.
            throw e.failure().isParameter() ? noText(template, e.failure().details()) : e;
        }
    }

    private static ApiException noText(MessageTemplate template, Map<String, Object> innerError) {
        return refused("Meta has no text of this template in the language " + template.language() + ".", innerError);
    }

    private static ApiException refused(String message, Map<String, Object> innerError) {
        return ApiException.invalidData(
                409,
                List.of(new Violation(Violation.Code.CONSTRAINT_VIOLATION, "whatsAppTemplate", message, innerError)));
    }
}
