package org.mfasender.contents;

import org.mfasender.templates.catalog.MessageTemplate;

/** PingOne's reference to one of Meta's templates. */
record TemplateReferenceAnswer(String id, String name, String category, String language) {

    static TemplateReferenceAnswer of(MessageTemplate template) {
        return new TemplateReferenceAnswer(template.id(), template.name(), template.category(), template.language());
    }
}
