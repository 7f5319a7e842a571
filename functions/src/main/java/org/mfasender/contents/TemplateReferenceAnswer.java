package org.mfasender.contents;

import org.mfasender.templates.bindings.UsableContent;
import org.mfasender.templates.catalog.MessageTemplate;

/** PingOne's reference to one of Meta's templates. */
record TemplateReferenceAnswer(String id, String name, String category, String language) {

    /** Of a content that can be sent: only templates for authentication can. */
    static TemplateReferenceAnswer of(UsableContent content) {
        return new TemplateReferenceAnswer(
                content.templateId(), content.templateName(), "AUTHENTICATION", content.language());
    }

    static TemplateReferenceAnswer of(MessageTemplate template) {
        return new TemplateReferenceAnswer(template.id(), template.name(), template.category(), template.language());
    }
}
