package org.mfasender.templates.bindings;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateReadBack;
import org.mfasender.templates.catalog.MessageTemplate;

/**
 * A content with which a passcode can be sent, as far as sending has to know it.
 *
 * @param locale PingOne locale in canonical spelling
 * @param variant null for the usual text
 * @param manual whether a person bound it
 * @param language Meta's code
 * @param button whether the template has its OTP button
 * @param messageSendTtlSeconds how long Meta tries to deliver a message, in its words; null when it is not known
 */
public record UsableContent(
        UUID id,
        Purpose purpose,
        String locale,
        @Nullable String variant,
        boolean manual,
        Instant createdAt,
        String templateId,
        String templateName,
        String language,
        boolean button,
        @Nullable Integer messageSendTtlSeconds) {

    /** Those of some contents that can be sent. */
    public static List<UsableContent> among(Collection<TemplateContent> contents) {
        return contents.stream()
                .filter(TemplateContent::isUsable)
                .map(UsableContent::of)
                .toList();
    }

    private static UsableContent of(TemplateContent content) {
        MessageTemplate template = content.template();
        TemplateReadBack readBack = template.content();
        return new UsableContent(
                content.id(),
                content.purpose(),
                content.locale(),
                content.variant(),
                content.manual(),
                content.createdAt(),
                template.id(),
                template.name(),
                template.language(),
                readBack != null,
                readBack == null ? null : readBack.messageSendTtlSeconds());
    }

    /** Whether it is in a variant, in any case; null asks for the usual content. */
    public boolean isVariant(@Nullable String wanted) {
        return TemplateContent.isSameVariant(variant, wanted);
    }
}
