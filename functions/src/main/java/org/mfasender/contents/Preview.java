package org.mfasender.contents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.json.Json;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.TemplatePreview;
import org.mfasender.sender.SenderAccount;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.TemplateCatalog;

/**
 * What a content says.
 *
 * @param template as Meta has it now
 */
public record Preview(MessageTemplate template, TemplatePreview text) {

    /**
     * Asks Meta for a content's template and its text.
     *
     * @throws ApiException 409 when the template is gone or hands over no code any more, or Meta has no wording in its language
     * @throws GraphException when Meta does not answer for another reason
     */
    public static Preview of(TemplateContent content, TemplateCatalog catalog) {
        MessageTemplate bound = content.template();
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
        return new Preview(template, text(template, catalog));
    }

    private static TemplatePreview text(MessageTemplate template, TemplateCatalog catalog) {
        Map<String, Object> refusal = Map.of();
        Optional<TemplatePreview> text = Optional.empty();
        try {
            text = catalog.preview(template);
        } catch (GraphException e) {
            // The call before was answered, so that it is the language or an option that Meta does not take.
            if (!e.failure().isParameter()) {
                throw e;
            }
            refusal = e.failure().details();
        }
        Map<String, Object> innerError = refusal;
        return text.orElseThrow(() -> refused(
                "Meta shows no wording of this template in the language " + template.language() + ".", innerError));
    }

    private static ApiException refused(String message, Map<String, Object> innerError) {
        return ApiException.invalidData(
                409, List.of(new Violation("CONSTRAINT_VIOLATION", "whatsAppTemplate", message, innerError)));
    }

    /** The answer: {@code body} with the code as {@code {{1}}}, {@code footer} if there is one, the labels of {@code buttons}. */
    public ObjectNode write(SenderAccount account, TemplateContent content) {
        ObjectNode resource = Json.MAPPER.createObjectNode();
        String path = ContentResource.path(account.environmentId(), content);
        ObjectNode links = resource.putObject("_links");
        links.putObject("self").put("href", path + "/preview");
        links.putObject("content").put("href", path);
        resource.putObject("environment").put("id", account.environmentId().toString());
        resource.putObject("template").put("id", content.purpose().toString());
        resource.put("locale", content.locale());
        resource.set("whatsAppTemplate", ContentResource.template(template));
        resource.put("language", text.language());
        resource.put("body", text.body());
        if (text.footer() != null) {
            resource.put("footer", text.footer());
        }
        ArrayNode buttons = resource.putArray("buttons");
        text.buttons().forEach(button -> {
            ObjectNode label = buttons.addObject().put("text", button.text());
            if (button.autofillText() != null) {
                label.put("autofillText", button.autofillText());
            }
        });
        return resource;
    }
}
