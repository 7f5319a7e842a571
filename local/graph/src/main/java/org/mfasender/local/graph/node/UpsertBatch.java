package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.protocol.GraphException;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.Waba;

/** All languages of one bulk upsert: first checked one by one, then written as far as allowed. */
final class UpsertBatch {
    private final Call call;
    private final Waba waba;
    private final TemplateRules rules;
    private final String name;
    private final TemplateInput input;
    private final List<String> writable = new ArrayList<>();
    private @Nullable GraphException firstError;
    private int creations;

    UpsertBatch(Call call, Waba waba, TemplateRules rules, String name, TemplateInput input) {
        this.call = call;
        this.waba = waba;
        this.rules = rules;
        this.name = name;
        this.input = input;
    }

    GraphResponse run(List<String> languages) {
        languages.forEach(this::check);
        boolean keepsPart = is(Behaviour.UPSERT_WRITES_PART_THEN_FAILS) || is(Behaviour.UPSERT_LISTS_PART);
        boolean keeps = is(Behaviour.UPSERT_LEAVES_OUT_SILENTLY) || (keepsPart && !writable.isEmpty());
        if (firstError != null && !keeps) {
            throw firstError;
        }
        List<Template> written = new ArrayList<>();
        for (String language : writable) {
            written.add(write(language, !is(Behaviour.UPSERT_COUNTS_ONCE) || written.isEmpty()));
        }
        if (firstError != null && is(Behaviour.UPSERT_WRITES_PART_THEN_FAILS)) {
            throw firstError;
        }
        return is(Behaviour.UPSERT_ANSWERS_SUCCESS_ALONE)
                ? GraphResponse.success()
                : GraphResponse.data(rows(is(Behaviour.UPSERT_ANSWERS_IN_REVERSE) ? written.reversed() : written));
    }

    private boolean is(Behaviour behaviour) {
        return call.world().behaves(behaviour);
    }

    private ArrayNode rows(List<Template> written) {
        ArrayNode rows = Json.array();
        int step = is(Behaviour.UPSERT_ANSWER_LACKS_LANGUAGES) ? 2 : 1;
        for (int i = 0; i < written.size(); i += step) {
            Template template = written.get(i);
            rows.add(Json.object("id", template.id())
                    .put("status", is(Behaviour.UPSERT_ANSWERS_PENDING) ? "PENDING" : template.status(call.now()))
                    .put("language", template.language()));
        }
        return rows;
    }

    private void check(String language) {
        try {
            rules.checkLanguage(language);
            Optional<Template> present = present(language);
            if (present.isEmpty()) {
                rules.checkCreation(name, language, creations);
                rules.checkRate(is(Behaviour.UPSERT_COUNTS_ONCE) ? 1 : creations + 1);
                creations++;
            } else if (isEdit(present.get())) {
                rules.checkEdit(present.get(), isLimited());
            }
            writable.add(language);
        } catch (GraphException e) {
            firstError = firstError == null ? e : firstError;
        }
    }

    /** The existing template, back from the archive where an upsert restores it. */
    private Optional<Template> present(String language) {
        return rules.present(name, language)
                .map(template -> is(Behaviour.UPSERT_REVIVES_ARCHIVED)
                        ? template.withLife(life -> life.unarchived(call.now()))
                        : template);
    }

    private boolean isLimited() {
        return !is(Behaviour.UPSERT_IS_NO_EDIT);
    }

    /** An unchanged template is not written, so that a repeated call has no further effect. */
    private boolean isEdit(Template template) {
        boolean approved = template.status(call.now()).equals("APPROVED");
        return !TemplateRules.unchanged(template, input) || (approved && is(Behaviour.UNCHANGED_UPSERT_IS_EDIT));
    }

    private Template write(String language, boolean counted) {
        Optional<Template> present = present(language);
        if (present.isEmpty()) {
            return rules.create(name, language, input, counted);
        }
        Template template = present.get();
        if (isEdit(template)) {
            return rules.edit(template, input, isLimited());
        }
        waba.templates().put(template);
        return template;
    }
}
