package org.mfasender.templates.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.mfasender.platform.json.Json;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.TemplateReadBack;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.BindingState;
import org.mfasender.templates.catalog.MessageTemplate;

/** Templates as answers show them: what is wanted, how it stands, and what Meta has. */
public final class TemplatesResource {

    private TemplatesResource() {}

    /** By purpose: the options, and how many contents are in which state. */
    public static ObjectNode options(Map<Purpose, TemplateOptions> wanted, Collection<TemplateContent> contents) {
        ObjectNode purposes = Json.MAPPER.createObjectNode();
        wanted.forEach((purpose, options) -> {
            ObjectNode node = purposes.putObject(purpose.toString());
            node.set("locales", Json.MAPPER.valueToTree(options.locales()));
            node.setAll((ObjectNode) Json.MAPPER.valueToTree(options.settings()));
            node.set("states", Json.MAPPER.valueToTree(states(purpose, contents)));
        });
        return purposes;
    }

    /** Adds to the options of each purpose what becomes of its languages. */
    public static void addLanguages(ObjectNode purposes, TemplatePlan plan) {
        plan.wanted().keySet().forEach(purpose -> {
            ArrayNode languages = ((ObjectNode) purposes.path(purpose.toString())).putArray("languages");
            plan.entries().stream()
                    .filter(entry -> entry.purpose() == purpose)
                    .forEach(entry -> languages.add(language(entry)));
        });
    }

    private static ObjectNode language(PlannedTemplate entry) {
        ObjectNode node = Json.MAPPER.createObjectNode().put("language", entry.language());
        node.set("locales", Json.MAPPER.valueToTree(entry.locales()));
        node.put("action", entry.action().name());
        if (entry.name() != null) {
            node.put("name", entry.name());
        }
        MessageTemplate template = entry.template();
        if (template != null) {
            node.put("id", template.id());
            node.put("status", template.status());
            node.put("state", template.state().name());
        }
        if (entry.reason() != null) {
            node.put("reason", entry.reason().name());
        }
        if (entry.meta() != null) {
            node.set("meta", Json.MAPPER.valueToTree(entry.meta()));
        }
        if (entry.notBefore() != null) {
            node.put("notBefore", entry.notBefore().toString());
        }
        return node;
    }

    /** One of Meta's templates, with what it says and what it is bound to. */
    public static ObjectNode template(MessageTemplate template, Collection<TemplateContent> contents) {
        ObjectNode node = Json.MAPPER
                .createObjectNode()
                .put("id", template.id())
                .put("name", template.name())
                .put("language", template.language())
                .put("category", template.category())
                .put("status", template.status())
                .put("state", template.state().name());
        if (template.rejectedReason() != null) {
            node.put("rejectedReason", template.rejectedReason());
        }
        if (template.qualityScore() != null) {
            node.put("qualityScore", template.qualityScore());
        }
        TemplateReadBack said = template.content();
        if (said != null) {
            node.setAll((ObjectNode) Json.MAPPER.valueToTree(said));
        }
        ArrayNode bindings = node.putArray("contents");
        contents.stream()
                .filter(content -> content.template().id().equals(template.id()))
                .forEach(content -> {
                    ObjectNode binding = bindings.addObject()
                            .put("id", content.id().toString())
                            .put("template", content.purpose().toString())
                            .put("locale", content.locale());
                    if (content.variant() != null) {
                        binding.put("variant", content.variant());
                    }
                });
        return node;
    }

    /** How many contents of a purpose are in which state; states of none are left out. */
    public static Map<BindingState, Integer> states(Purpose purpose, Iterable<TemplateContent> contents) {
        Map<BindingState, Integer> states = new EnumMap<>(BindingState.class);
        for (TemplateContent content : contents) {
            if (content.purpose() == purpose) {
                states.merge(content.state(), 1, Integer::sum);
            }
        }
        return states;
    }
}
