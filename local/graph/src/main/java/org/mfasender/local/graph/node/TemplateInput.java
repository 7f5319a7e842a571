package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.Params;
import org.mfasender.local.graph.world.AuthenticationContent;
import org.mfasender.local.graph.world.World;

/** What a call writes into an authentication template, the only category that can be written. */
record TemplateInput(
        AuthenticationContent content, @Nullable Integer ttlSeconds) {
    static final String CATEGORY = "AUTHENTICATION";

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,512}");

    /** The parameter {@code name}, checked. */
    static String name(Params params, TemplateErrors errors) {
        String name = params.required("name");
        if (!NAME.matcher(name).matches()) {
            throw errors.badName();
        }
        return name;
    }

    /**
     * Rejects other categories.
     *
     * @throws org.mfasender.local.graph.protocol.GraphException code 100
     */
    static void checkCategory(String category) {
        if (!category.equalsIgnoreCase(CATEGORY)) {
            throw GraphErrors.invalidParameter("Param category must be " + CATEGORY);
        }
    }

    /** Reads {@code components} and {@code message_send_ttl_seconds}. */
    static TemplateInput of(World world, Params params, TemplateErrors errors) {
        JsonNode components = params.json("components")
                .filter(JsonNode::isArray)
                .orElseThrow(() -> GraphErrors.parameterRequired("components"));
        return new TemplateInput(
                new ContentReader(world, errors).read(components), ttl(params).orElse(null));
    }

    /** The parameter {@code message_send_ttl_seconds}, checked. */
    static Optional<Integer> ttl(Params params) {
        Optional<Integer> ttl = params.integer("message_send_ttl_seconds");
        if (ttl.filter(seconds -> seconds != -1 && (seconds < 30 || seconds > 900))
                .isPresent()) {
            throw GraphErrors.invalidParameter("Param message_send_ttl_seconds must be between 30 and 900, or -1");
        }
        return ttl;
    }

    /**
     * Rejects labels, which bulk upsert does not accept.
     *
     * @throws org.mfasender.local.graph.protocol.GraphException code 100
     */
    void rejectLabels() {
        if (content.buttonText() != null || content.autofillText() != null) {
            throw GraphErrors.invalidParameter("Button text and autofill_text are not supported for bulk management");
        }
    }
}
