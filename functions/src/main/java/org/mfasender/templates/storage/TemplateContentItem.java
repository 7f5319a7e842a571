package org.mfasender.templates.storage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.dynamodb.StoredRecord;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.TemplateContent;

/** A content as it is stored. */
record TemplateContentItem(
        UUID id,
        String purpose,
        String locale,
        @Nullable String variant,
        boolean manual,
        MessageTemplateItem template,
        boolean gone,
        Instant createdAt,
        Instant updatedAt)
        implements StoredRecord {

    static TemplateContentItem of(TemplateContent content) {
        return new TemplateContentItem(
                content.id(),
                content.purpose().toString(),
                content.locale(),
                content.variant(),
                content.manual(),
                MessageTemplateItem.of(content.template()),
                content.gone(),
                content.createdAt(),
                content.updatedAt());
    }

    /** The content of a purpose of this release; see {@link TemplateItems#content}. */
    TemplateContent toContent() {
        return new TemplateContent(
                id,
                Purpose.parse(purpose).orElseThrow(),
                locale,
                variant,
                manual,
                template.toTemplate(),
                gone,
                createdAt,
                updatedAt);
    }

    /** Bound to another template, nothing is kept that was said of the former. */
    @Override
    public Map<String, List<String>> identities() {
        return Map.of("template", List.of("id"), "supportedApps", List.of("packageName", "signatureHash"));
    }
}
