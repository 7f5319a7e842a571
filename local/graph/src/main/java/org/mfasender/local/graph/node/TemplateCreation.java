package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Params;
import org.mfasender.local.graph.world.AuthenticationContent;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.Waba;

/** {@code POST /{waba}/message_templates}: one authentication template in one language, of components or of Meta's library. */
final class TemplateCreation implements Endpoint {

    @Override
    public GraphResponse answer(Call call) {
        Waba waba = call.target(Waba.class);
        Params params = call.params();
        TemplateRules rules = new TemplateRules(call, waba);
        String name = TemplateInput.name(params, rules.errors());
        String language = params.required("language");
        TemplateInput.checkCategory(params.required("category"));
        TemplateInput input = input(call, rules);
        rules.checkEligible();
        return waba.templates().exclusively(() -> {
            rules.checkName(name);
            rules.checkLanguage(language);
            if (rules.present(name, language).isPresent()) {
                throw rules.errors().exists(language);
            }
            rules.checkCreation(name, language, 0);
            rules.checkRate(1);
            Template created = rules.create(name, language, input, true);
            return GraphResponse.ok(Json.object("id", created.id())
                    .put("status", created.status(call.now()))
                    .put("category", created.category()));
        });
    }

    private static TemplateInput input(Call call, TemplateRules rules) {
        Params params = call.params();
        if (!params.has("library_template_name")) {
            return TemplateInput.of(call.world(), params, rules.errors());
        }
        String library = params.required("library_template_name");
        if (!LibraryTemplates.TEXTS.containsKey(library)) {
            throw GraphErrors.invalidParameter("Param library_template_name is not the name of a library template");
        }
        AuthenticationContent content = new ContentReader(call.world(), rules.errors()).read(components(params));
        return new TemplateInput(
                content.ofLibrary(library), TemplateInput.ttl(params).orElse(null));
    }

    /** What a template of the library leaves to choose: the button. */
    private static JsonNode components(Params params) {
        JsonNode button = params.json("library_template_button_inputs")
                .map(inputs -> inputs.path(0))
                .filter(JsonNode::isObject)
                .orElseGet(() -> Json.object("type", "OTP").put("otp_type", "COPY_CODE"));
        ObjectNode buttons = Json.object("type", "BUTTONS");
        buttons.set("buttons", Json.array().add(button));
        return Json.array().add(Json.object("type", "BODY")).add(buttons);
    }
}
