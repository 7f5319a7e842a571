package org.mfasender.contents;

import java.util.Map;
import java.util.UUID;
import org.mfasender.platform.EnvironmentId;
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

/** Finds the text that Meta sends for a content now. Two calls to Meta; nothing is stored. */
public final class ContentPreviewer {

    private final SenderStore senders;
    private final TemplateStore templates;
    private final AccountCatalogs catalogs;

    public ContentPreviewer(SenderStore senders, TemplateStore templates, AccountCatalogs catalogs) {
        this.senders = senders;
        this.templates = templates;
        this.catalogs = catalogs;
    }

    /**
     * A content's text.
     *
     * @param template as Meta has it now
     */
    record Preview(TemplateContent content, MessageTemplate template, TemplatePreview text) {}

    /**
     * Previews a content.
     *
     * @throws ContentRefusedException when there is no such content, or its template has no text to send any more
     * @throws GraphException when Meta refuses, limits the rate or is failing
     */
    Preview preview(EnvironmentId environment, Purpose purpose, UUID id) {
        SenderAccount account = senders.findAccount(environment)
                .orElseThrow(() -> new ContentRefusedException(new ContentRefusal.NoAccount()));
        TemplateContent content = templates
                .content(account.owner(), purpose, id)
                .orElseThrow(() -> new ContentRefusedException(new ContentRefusal.NoContent()));
        TemplateCatalog catalog =
                catalogs.of(account).orElseThrow(() -> new ContentRefusedException(new ContentRefusal.NoCredentials()));
        MessageTemplate template = current(content.template(), catalog);
        return new Preview(content, template, text(template, catalog));
    }

    private static MessageTemplate current(MessageTemplate bound, TemplateCatalog catalog) {
        MessageTemplate template = catalog.named(bound.name()).stream()
                .filter(found -> found.id().equals(bound.id()))
                .findFirst()
                .orElseThrow(() -> new ContentRefusedException(new ContentRefusal.TemplateGone()));
        if (!template.isForAuthentication()) {
            throw new ContentRefusedException(new ContentRefusal.CategoryChanged(template.category()));
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

    private static ContentRefusedException noText(MessageTemplate template, Map<String, Object> details) {
        return new ContentRefusedException(new ContentRefusal.NoText(template.language(), details));
    }
}
