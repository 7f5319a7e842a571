package org.mfasender.local.graph.node;

import java.util.List;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Params;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;

/** {@code POST /{waba}/upsert_message_templates}: one authentication template in many languages. */
final class TemplateUpsert implements Endpoint {
    /** Not documented by Meta; applies where switched on. */
    private static final int MANY_LANGUAGES = 50;

    @Override
    public GraphResponse answer(Call call) {
        Waba waba = call.target(Waba.class);
        TemplateRules rules = new TemplateRules(call, waba);
        String name = TemplateInput.name(call.params(), rules.errors());
        List<String> languages = languages(call, waba);
        TemplateInput input = input(call.world(), call.params(), rules);
        rules.checkEligible();
        return waba.templates().exclusively(() -> {
            rules.checkName(name);
            return new UpsertBatch(call, waba, rules, name, input).run(languages);
        });
    }

    private static List<String> languages(Call call, Waba waba) {
        World world = call.world();
        List<String> languages =
                call.params().list("languages").stream().distinct().toList();
        if (languages.isEmpty() && world.behaves(Behaviour.UPSERT_WITHOUT_LANGUAGES_MEANS_ALL)) {
            return Languages.accepted(world, waba.refusedLanguages());
        }
        if (languages.isEmpty()) {
            throw GraphErrors.parameterRequired("languages");
        }
        if (languages.size() > MANY_LANGUAGES && world.behaves(Behaviour.UPSERT_REFUSES_MANY_LANGUAGES)) {
            throw GraphErrors.invalidParameter("Param languages must have at most " + MANY_LANGUAGES + " entries");
        }
        return languages;
    }

    private static TemplateInput input(World world, Params params, TemplateRules rules) {
        if (params.has("language")) {
            throw GraphErrors.invalidParameter("Param language is not supported for bulk management");
        }
        TemplateInput.checkCategory(params.required("category"));
        TemplateInput input = TemplateInput.of(world, params, rules.errors());
        input.rejectLabels();
        Integer ttl = input.ttlSeconds();
        if (ttl != null && ttl < 0 && world.behaves(Behaviour.UPSERT_REFUSES_ENDLESS_TTL)) {
            throw GraphErrors.invalidParameter("Param message_send_ttl_seconds must be an unsigned integer");
        }
        return input;
    }
}
