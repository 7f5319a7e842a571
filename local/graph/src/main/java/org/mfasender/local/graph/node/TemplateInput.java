package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.GraphException;
import org.mfasender.local.graph.protocol.Params;
import org.mfasender.local.graph.world.AuthenticationContent;
import org.mfasender.local.graph.world.Json;

/**
 * What a call wants a template to be.
 *
 * @param content of an authentication template, else null
 * @param components of other categories, as written
 */
record TemplateInput(
        String category,
        @Nullable AuthenticationContent content,
        JsonNode components,
        @Nullable Integer ttlSeconds) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,512}");
    private static final Set<String> CATEGORIES = Set.of("AUTHENTICATION", "UTILITY", "MARKETING");

    /** The parameter {@code name}, checked. */
    static String name(Params params, TemplateErrors errors) {
        String name = params.required("name");
        if (!NAME.matcher(name).matches()) {
            throw errors.badName();
        }
        return name;
    }

    /** The parameter {@code category}, checked, in upper case. */
    static String category(Params params) {
        String category = params.required("category").toUpperCase(Locale.ROOT);
        if (!CATEGORIES.contains(category)) {
            throw GraphErrors.invalidParameter("Param category must be one of {AUTHENTICATION, MARKETING, UTILITY}");
        }
        return category;
    }

    /** Reads {@code components} and {@code message_send_ttl_seconds} for a template of a category. */
    static TemplateInput of(Params params, String category, TemplateErrors errors) {
        JsonNode components = params.json("components")
                .filter(JsonNode::isArray)
                .orElseThrow(() -> GraphErrors.parameterRequired("components"));
        Integer ttl = params.integer("message_send_ttl_seconds").orElse(null);
        if (ttl != null && ttl != -1 && (ttl < 30 || ttl > 900)) {
            throw GraphErrors.invalidParameter("Param message_send_ttl_seconds must be between 30 and 900, or -1");
        }
        if (category.equals("AUTHENTICATION")) {
            return new TemplateInput(category, new ContentReader(errors).read(components), Json.array(), ttl);
        }
        new TextRules(errors).check(components);
        return new TemplateInput(category, null, components, ttl);
    }

    /**
     * Refuses labels, which bulk upsert does not take.
     *
     * @throws GraphException code 100
     */
    void refuseLabels() {
        if (content != null && (content.buttonText() != null || content.autofillText() != null)) {
            throw GraphErrors.invalidParameter("Button text and autofill_text are not supported for bulk management");
        }
    }
}
