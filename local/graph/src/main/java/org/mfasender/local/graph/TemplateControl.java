package org.mfasender.local.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Params;
import org.mfasender.local.graph.world.AuthenticationContent;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.Marks;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;

/** What Meta, or a person in WhatsApp Manager, does to the templates of one account. */
final class TemplateControl {
    private static final List<String> CHANGES =
            List.of("status", "rejected_reason", "quality_score", "category", "correct_category", "source");

    private final World world;
    private final Waba waba;

    TemplateControl(World world, Waba waba) {
        this.world = world;
        this.waba = waba;
    }

    GraphResponse answer(String method, Params params) {
        return waba.templates().exclusively(() -> switch (method) {
            case "GET" -> ControlApi.list(chosen(params), this::shown);
            case "PUT" -> add(params);
            case "POST" -> change(params);
            case "DELETE" -> delete(params);
            default -> throw ControlApi.error(404, "No such change: " + method + " templates");
        });
    }

    /** All templates, or those with a name or language. */
    private List<Template> chosen(Params params) {
        Optional<String> name = params.text("name");
        Optional<String> language = params.text("language");
        return waba.templates().list().stream()
                .filter(template -> name.isEmpty() || template.name().equals(name.get()))
                .filter(template -> language.isEmpty() || template.language().equals(language.get()))
                .toList();
    }

    private ObjectNode shown(Template template) {
        return Json.object("id", template.id())
                .put("name", template.name())
                .put("language", template.language())
                .put("category", template.category())
                .put("status", template.status(world.now()))
                .put("source", template.marks().source());
    }

    private GraphResponse add(Params params) {
        String name = params.required("name");
        String language = params.required("language");
        if (waba.templates().find(name, language).isPresent()) {
            throw ControlApi.error(409, "The account has a template " + name + " in " + language);
        }
        String category = params.text("category").orElse("AUTHENTICATION").toUpperCase(Locale.ROOT);
        Template added = world.addTemplate(waba, name, language, category, "APPROVED");
        Template complete = added.content() == null
                ? added
                : added.withContent(
                        content(params),
                        params.integer("message_send_ttl_seconds").orElse(null));
        waba.templates().put(marked(complete, params));
        return GraphResponse.success().with("id", Json.text(added.id()));
    }

    /** A copy-code template; by default with the security sentence and without a footer. */
    private static AuthenticationContent content(Params params) {
        boolean security =
                params.text("add_security_recommendation").orElse("true").equals("true");
        return new AuthenticationContent(
                security, params.integer("code_expiration_minutes").orElse(null), "COPY_CODE", null, null, List.of());
    }

    private GraphResponse change(Params params) {
        if (CHANGES.stream().noneMatch(params::has)) {
            throw ControlApi.error(400, "Name what to change: " + String.join(", ", CHANGES));
        }
        List<Template> chosen = chosen(params);
        chosen.forEach(template ->
                waba.templates().put(marked(with(template, params, "category", Template::movedTo), params)));
        return changed(chosen);
    }

    /** Gives a template the status and the marks that the call names. */
    private Template marked(Template template, Params params) {
        Instant now = world.now();
        Instant until = params.integer("minutes")
                .map(minutes -> now.plus(Duration.ofMinutes(minutes)))
                .orElse(null);
        Template changed =
                with(template, params, "status", (old, status) -> old.withLife(life -> life.in(status, now, until)));
        changed = with(changed, params, "rejected_reason", (old, reason) -> old.withLife(life -> life.because(reason)));
        changed = marked(changed, params, "quality_score", Marks::withQualityScore);
        changed = marked(changed, params, "correct_category", Marks::withCorrectCategory);
        return marked(changed, params, "source", Marks::withSource);
    }

    private static Template marked(
            Template template, Params params, String name, BiFunction<Marks, String, Marks> change) {
        return with(template, params, name, (old, value) -> old.withMarks(marks -> change.apply(marks, value)));
    }

    private static Template with(
            Template template, Params params, String name, BiFunction<Template, String, Template> change) {
        return params.text(name)
                .map(value -> change.apply(template, value.toUpperCase(Locale.ROOT)))
                .orElse(template);
    }

    private GraphResponse delete(Params params) {
        List<Template> chosen = chosen(params);
        chosen.forEach(template -> waba.templates().delete(template, waba.deletionDelay()));
        return changed(chosen);
    }

    private static GraphResponse changed(List<Template> templates) {
        return GraphResponse.success().with("changed", Json.number(templates.size()));
    }
}
