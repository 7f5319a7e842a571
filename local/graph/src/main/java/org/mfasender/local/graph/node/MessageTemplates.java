package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Params;
import org.mfasender.local.graph.protocol.Selection;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.NodeType;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.Waba;

/** {@code GET /{waba}/message_templates}: all, or by {@code name} or {@code source}. */
final class MessageTemplates implements Endpoint {
    /** How long a list lags behind, where it does. */
    private static final Duration LISTED_AFTER = Duration.ofSeconds(5);

    @Override
    public GraphResponse answer(Call call) {
        Waba waba = call.target(Waba.class);
        Params params = call.params();
        Selection selection = Selection.of(NodeType.TEMPLATE, params).checked();
        List<Template> all = listed(call, waba);
        List<Template> found =
                all.stream().filter(named(call)).filter(source(call)).toList();
        ObjectNode answer =
                call.paging().answer(shown(call, found), template -> TemplateNode.read(call, template, selection));
        if (params.has("summary")) {
            answer.set("summary", summary(params, waba, all.size(), found.size()));
        }
        return GraphResponse.ok(answer);
    }

    static List<Template> listed(Call call, Waba waba) {
        List<Template> all = waba.templates().list();
        if (!call.world().behaves(Behaviour.NEW_TEMPLATES_ARE_LISTED_LATER)) {
            return all;
        }
        Instant settled = call.now().minus(LISTED_AFTER);
        return all.stream()
                .filter(template -> !template.life().createdAt().isAfter(settled))
                .toList();
    }

    /** What a list shows of what it counts. */
    private static List<Template> shown(Call call, List<Template> found) {
        boolean lacks = call.world().behaves(Behaviour.LISTS_LACK_TEMPLATES)
                && !call.params().has("name");
        return lacks
                ? IntStream.range(0, found.size())
                        .filter(index -> index % 2 == 0)
                        .mapToObj(found::get)
                        .toList()
                : found;
    }

    private static ObjectNode summary(Params params, Waba waba, int all, int found) {
        ObjectNode summary = Json.object().put("total_count", found);
        List<String> requested = params.list("summary");
        if (requested.contains("message_template_count")) {
            summary.put("message_template_count", all);
        }
        if (requested.contains("message_template_limit")) {
            summary.put("message_template_limit", waba.templateLimit());
        }
        if (requested.contains("are_translations_complete")) {
            summary.put("are_translations_complete", true);
        }
        return summary;
    }

    private static Predicate<Template> named(Call call) {
        String name = call.params().text("name").orElse("");
        boolean contains = call.world().behaves(Behaviour.NAME_FILTER_CONTAINS);
        return template -> name.isEmpty()
                || (contains ? template.name().contains(name) : template.name().equals(name));
    }

    private static Predicate<Template> source(Call call) {
        String source = call.params().text("source").orElse("").toUpperCase(Locale.ROOT);
        if (source.isEmpty() || call.world().behaves(Behaviour.SOURCE_FILTER_IS_IGNORED)) {
            return template -> true;
        }
        boolean empty = source.equals("MANUAL") && call.world().behaves(Behaviour.MANUAL_SOURCE_IS_EMPTY);
        return template -> !empty && template.marks().source().equals(source);
    }
}
