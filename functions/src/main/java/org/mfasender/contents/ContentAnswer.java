package org.mfasender.contents;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.Links;
import org.mfasender.platform.http.Reference;
import org.mfasender.sender.SenderAccount;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;

/**
 * PingOne's content, with its template's state at Meta.
 *
 * @param warnings in plain words, what deserves attention; null when nothing does
 */
record ContentAnswer(
        @JsonProperty("_links") Links links,
        String id,
        Reference environment,
        Reference template,
        @JsonProperty("default") boolean isDefault,
        @Nullable String variant,
        String deliveryMethod,
        String locale,
        TemplateReferenceAnswer whatsAppTemplate,
        String state,
        boolean usable,
        String status,
        @Nullable String rejectedReason,
        boolean manual,
        @Nullable List<String> warnings,
        String createdAt,
        String updatedAt) {

    static ContentAnswer of(SenderAccount account, TemplateContent content) {
        EnvironmentId environment = account.environmentId();
        Purpose purpose = content.purpose();
        MessageTemplate template = content.template();
        return new ContentAnswer(
                Links.self(path(environment, content))
                        .and("template", ApiPath.TEMPLATE.href(environment, purpose))
                        .and("preview", ApiPath.PREVIEW.href(environment, purpose, content.id())),
                content.id().toString(),
                Reference.to(environment),
                Reference.to(purpose),
                content.isDefault(account.shown().defaultLocale(purpose)),
                content.variant(),
                ContentRequestReader.WHATS_APP,
                content.locale(),
                TemplateReferenceAnswer.of(template),
                content.state().name(),
                content.isUsable(),
                template.status(),
                template.rejectedReason(),
                content.manual(),
                PinnedTemplate.warnings(content, account.shown().settings(purpose)),
                content.createdAt().toString(),
                content.updatedAt().toString());
    }

    /** A content's path, e.g. for {@code Location}. */
    static String path(EnvironmentId environment, TemplateContent content) {
        return path(environment, content.purpose(), content.id());
    }

    static String path(EnvironmentId environment, Purpose purpose, UUID id) {
        return ApiPath.CONTENT.href(environment, purpose, id);
    }
}
