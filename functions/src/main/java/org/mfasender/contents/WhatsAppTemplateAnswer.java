package org.mfasender.contents;

import org.mfasender.templates.catalog.MessageTemplate;

/** PingOne's reference to one of Meta's templates. */
record WhatsAppTemplateAnswer(String id, String name, String category, String language) {

    static WhatsAppTemplateAnswer of(MessageTemplate template) {
        return new WhatsAppTemplateAnswer(template.id(), template.name(), template.category(), template.language());
    }
}
