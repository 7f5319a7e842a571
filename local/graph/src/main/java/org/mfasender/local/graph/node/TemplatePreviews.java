package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Params;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;

/** {@code GET /{waba}/message_template_previews}: Meta's text in some or all languages. */
final class TemplatePreviews implements Endpoint {
    @Override
    public GraphResponse answer(Call call) {
        Waba waba = call.target(Waba.class);
        Params params = call.params();
        TemplateInput.checkCategory(params.required("category"));
        Optional<Integer> minutes = params.integer("code_expiration_minutes");
        if (minutes.filter(value -> value < 1 || value > 90).isPresent()) {
            throw GraphErrors.invalidParameter("Param code_expiration_minutes must be between 1 and 90");
        }
        ArrayNode data = Json.array();
        for (String language : languages(call, waba)) {
            data.add(preview(language, params.flag("add_security_recommendation"), minutes));
        }
        return GraphResponse.data(data);
    }

    private static List<String> languages(Call call, Waba waba) {
        World world = call.world();
        List<String> accepted = Languages.accepted(world, waba.refusedLanguages());
        List<String> requested =
                call.params().list(world.behaves(Behaviour.PREVIEWS_TAKE_LANGUAGE) ? "language" : "languages");
        if (requested.isEmpty()) {
            return accepted;
        }
        if (world.behaves(Behaviour.PREVIEWS_LEAVE_OUT_LANGUAGES)) {
            return requested.stream().filter(accepted::contains).toList();
        }
        TemplateRules rules = new TemplateRules(call, waba);
        requested.forEach(rules::checkLanguage);
        return requested;
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
