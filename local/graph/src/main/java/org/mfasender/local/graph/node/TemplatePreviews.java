package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Params;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.Waba;

/** {@code GET /{waba}/message_template_previews}: Meta's words in some or all languages. */
final class TemplatePreviews implements Endpoint {
    @Override
    public GraphResponse answer(Call call) {
        Waba waba = call.target(Waba.class);
        Params params = call.params();
        if (!params.required("category").toUpperCase(Locale.ROOT).equals("AUTHENTICATION")) {
            throw GraphErrors.invalidParameter("Param category must be AUTHENTICATION");
        }
        Optional<Integer> minutes = params.integer("code_expiration_minutes");
        if (minutes.filter(value -> value < 1 || value > 90).isPresent()) {
            throw GraphErrors.invalidParameter("Param code_expiration_minutes must be between 1 and 90");
        }
        ArrayNode data = Json.array();
        for (String language : languages(params, new TemplateRules(call, waba), waba)) {
            data.add(preview(language, params.flag("add_security_recommendation"), minutes));
        }
        ObjectNode body = Json.object();
        body.set("data", data);
        return GraphResponse.ok(body);
    }

    private static List<String> languages(Params params, TemplateRules rules, Waba waba) {
        List<String> asked = params.list("languages");
        asked.forEach(rules::checkLanguage);
        return asked.isEmpty()
                ? Languages.ALL.stream()
                        .filter(language -> !waba.refusedLanguages().contains(language))
                        .toList()
                : asked;
    }

    private static ObjectNode preview(String language, boolean security, Optional<Integer> minutes) {
        Wording wording = Wording.in(language);
        ObjectNode preview = Json.object("language", language).put("body", wording.body(security));
        minutes.ifPresent(value -> preview.put("footer", wording.footer(value)));
        preview.set(
                "buttons",
                Json.array().add(Json.object("text", wording.copyCode()).put("autofill_text", wording.autofill())));
        return preview;
    }
}
