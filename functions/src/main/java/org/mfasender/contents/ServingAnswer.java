package org.mfasender.contents;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.Links;
import org.mfasender.platform.http.Reference;
import org.mfasender.platform.meta.PasscodeMessage;
import org.mfasender.templates.bindings.ServingContent;
import org.mfasender.templates.bindings.UsableContent;

/**
 * Which content serves a locale, and what to send with.
 *
 * @param message Meta's own body
 */
record ServingAnswer(
        @JsonProperty("_links") Links links,
        Reference environment,
        Reference template,
        String match,
        Served content,
        TemplateReferenceAnswer whatsAppTemplate,
        Map<String, Object> message) {

    record Served(String id, String locale, @Nullable String variant) {}

    static ServingAnswer of(EnvironmentId environment, ServingContent serving) {
        UsableContent content = serving.content();
        PasscodeMessage message = new PasscodeMessage(content.templateName(), content.language(), content.button());
        return new ServingAnswer(
                Links.self(ApiPath.SERVING.href(environment, content.purpose()))
                        .and("content", ContentAnswer.path(environment, content.purpose(), content.id())),
                Reference.to(environment),
                Reference.to(content.purpose()),
                serving.match().name(),
                new Served(content.id().toString(), content.locale(), content.variant()),
                TemplateReferenceAnswer.of(content),
                message.body());
    }
}
