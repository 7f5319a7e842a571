package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.GraphException;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Params;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;

/** {@code POST /{waba}/upsert_message_templates}: one authentication template in many languages. */
final class TemplateUpsert implements Endpoint {
    @Override
    public GraphResponse answer(Call call) {
        Waba waba = call.target(Waba.class);
        Params params = call.params();
        TemplateRules rules = new TemplateRules(call, waba);
        String name = TemplateInput.name(params, rules.errors());
        List<String> languages = params.list("languages").stream().distinct().toList();
        if (languages.isEmpty()) {
            throw GraphErrors.parameterRequired("languages");
        }
        TemplateInput input = input(call.world(), params, rules);
        rules.checkEligible(input.category());
        return waba.templates().exclusively(() -> new Batch(call, waba, rules, name, input).run(languages));
    }

    private static TemplateInput input(World world, Params params, TemplateRules rules) {
        if (params.has("language")) {
            throw GraphErrors.invalidParameter("Param language is not supported for bulk management");
        }
        String category = TemplateInput.category(params);
        if (!category.equals("AUTHENTICATION")) {
            throw GraphErrors.invalidParameter("Param category must be AUTHENTICATION for bulk management");
        }
        TemplateInput input = TemplateInput.of(params, category, rules.errors());
        input.refuseLabels();
        Integer ttl = input.ttlSeconds();
        if (ttl != null && ttl < 0 && world.behaves(Behaviour.UPSERT_REFUSES_ENDLESS_TTL)) {
            throw GraphErrors.invalidParameter("Param message_send_ttl_seconds must be an unsigned integer");
        }
        return input;
    }

    /** All languages of one call: first looked at one by one, then written as far as allowed. */
    private static final class Batch {
        private final Call call;
        private final Waba waba;
        private final TemplateRules rules;
        private final String name;
        private final TemplateInput input;
        private final List<String> writable = new ArrayList<>();
        private @Nullable GraphException firstRefusal;
        private int creations;

        Batch(Call call, Waba waba, TemplateRules rules, String name, TemplateInput input) {
            this.call = call;
            this.waba = waba;
            this.rules = rules;
            this.name = name;
            this.input = input;
        }

        GraphResponse run(List<String> languages) {
            languages.forEach(this::look);
            World world = call.world();
            boolean once = world.behaves(Behaviour.UPSERT_COUNTS_ONCE);
            boolean keepsPart = world.behaves(Behaviour.UPSERT_WRITES_PART_THEN_FAILS)
                    || world.behaves(Behaviour.UPSERT_LISTS_PART);
            if (firstRefusal != null && (!keepsPart || writable.isEmpty())) {
                throw firstRefusal;
            }
            ArrayNode data = Json.array();
            for (String language : writable) {
                Template template = write(language, !once || data.isEmpty());
                data.add(Json.object("id", template.id())
                        .put("status", template.status(call.now()))
                        .put("language", language));
            }
            if (firstRefusal != null && world.behaves(Behaviour.UPSERT_WRITES_PART_THEN_FAILS)) {
                throw firstRefusal;
            }
            ObjectNode body = Json.object();
            body.set("data", data);
            return GraphResponse.ok(body);
        }

        private void look(String language) {
            try {
                rules.checkLanguage(language);
                Optional<Template> present = waba.templates().find(name, language);
                if (present.isEmpty()) {
                    rules.checkCreation(name, language, input.category(), creations);
                    boolean once = call.world().behaves(Behaviour.UPSERT_COUNTS_ONCE);
                    rules.checkRate(once ? 1 : creations + 1);
                    creations++;
                } else if (isEdit(present.get())) {
                    rules.checkEdit(present.get(), input.category());
                }
                writable.add(language);
            } catch (GraphException e) {
                firstRefusal = firstRefusal == null ? e : firstRefusal;
            }
        }

        /** An unchanged template is left alone, so that a repeated call has no further effect. */
        private boolean isEdit(Template template) {
            boolean editable = template.status(call.now()).equals("APPROVED");
            return !TemplateRules.unchanged(template, input)
                    || (editable && call.world().behaves(Behaviour.UNCHANGED_UPSERT_IS_EDIT));
        }

        private Template write(String language, boolean counted) {
            Optional<Template> present = waba.templates().find(name, language);
            if (present.isEmpty()) {
                return rules.create(name, language, input, counted);
            }
            return isEdit(present.get()) ? rules.edit(present.get(), input) : present.get();
        }
    }
}
