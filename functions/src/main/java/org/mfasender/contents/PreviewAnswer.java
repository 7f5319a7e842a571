package org.mfasender.contents;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.Links;
import org.mfasender.platform.http.Reference;
import org.mfasender.platform.meta.TemplatePreview;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;

/**
 * The text that Meta sends for a content.
 *
 * @param body with the code as {@code {{1}}}
 */
record PreviewAnswer(
        @JsonProperty("_links") Links links,
        Reference environment,
        Reference template,
        String locale,
        TemplateReferenceAnswer whatsAppTemplate,
        String language,
        String body,
        @Nullable String footer,
        List<Button> buttons) {

    /** A button's labels. */
    record Button(String text, @Nullable String autofillText) {

        static Button of(TemplatePreview.Button button) {
            return new Button(button.text(), button.autofillText());
        }
    }

    /** @param template as Meta has it now */
    static PreviewAnswer of(
            EnvironmentId environment, TemplateContent content, MessageTemplate template, TemplatePreview text) {
        return new PreviewAnswer(
                Links.self(ApiPath.PREVIEW.href(environment, content.purpose(), content.id()))
                        .and("content", ContentAnswer.path(environment, content)),
                Reference.to(environment),
                Reference.to(content.purpose()),
                content.locale(),
                TemplateReferenceAnswer.of(template),
                text.language(),
                text.body(),
                text.footer(),
                text.buttons().stream().map(Button::of).toList());
    }
}
