package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
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

/** {@code GET /{waba}/message_templates}: with filters, page by page. */
final class MessageTemplates implements Endpoint {
    /** How long a list lags behind, where it does. */
    private static final Duration LISTED_AFTER = Duration.ofSeconds(5);

    @Override
    public GraphResponse answer(Call call) {
        Waba waba = call.target(Waba.class);
        Params params = call.params();
        Selection selection = Selection.of(NodeType.TEMPLATE, params).checked();
        List<Template> all = listed(call, waba);
        List<Template> found = all.stream().filter(filter(call)).toList();
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
        if (Summary.wants(params, "message_template_count")) {
            summary.put("message_template_count", all);
        }
        if (Summary.wants(params, "message_template_limit")) {
            summary.put("message_template_limit", waba.templateLimit());
        }
        if (Summary.wants(params, "are_translations_complete")) {
            summary.put("are_translations_complete", true);
        }
        return summary;
    }

    private static Predicate<Template> filter(Call call) {
        Params params = call.params();
        Instant now = call.now();
        boolean contains = call.world().behaves(Behaviour.NAME_FILTER_CONTAINS);
        return named(params, contains)
                .and(text(params, "name_or_content", template -> template.name() + "\n" + words(template)))
                .and(text(params, "content", MessageTemplates::words))
                .and(oneOf(params, "language", Template::language))
                .and(oneOf(params, "status", template -> template.status(now)))
                .and(oneOf(params, "category", Template::category))
                .and(oneOf(params, "quality_score", template -> template.marks().qualityScore()))
                .and(source(call))
                .and(created(params));
    }

    private static Predicate<Template> named(Params params, boolean contains) {
        String name = params.text("name").orElse("");
        return template -> name.isEmpty()
                || (contains ? template.name().contains(name) : template.name().equals(name));
    }

    private static Predicate<Template> text(Params params, String name, Function<Template, String> searched) {
        String wanted = lower(params.text(name).orElse(""));
        return template -> wanted.isEmpty() || lower(searched.apply(template)).contains(wanted);
    }

    private static Predicate<Template> oneOf(Params params, String name, Function<Template, String> value) {
        List<String> wanted =
                params.list(name).stream().map(MessageTemplates::lower).toList();
        return template -> wanted.isEmpty() || wanted.contains(lower(value.apply(template)));
    }

    private static Predicate<Template> source(Call call) {
        if (call.world().behaves(Behaviour.SOURCE_FILTER_IS_IGNORED)) {
            return template -> true;
        }
        Predicate<Template> wanted =
                oneOf(call.params(), "source", template -> template.marks().source());
        boolean empty = call.world().behaves(Behaviour.MANUAL_SOURCE_IS_EMPTY)
                && call.params().list("source").contains("MANUAL");
        return empty ? template -> false : wanted;
    }

    private static Predicate<Template> created(Params params) {
        int since = params.integer("since").orElse(0);
        int until = params.integer("until").orElse(Integer.MAX_VALUE);
        return template -> {
            long at = template.life().createdAt().getEpochSecond();
            return at >= since && at <= until;
        };
    }

    private static String words(Template template) {
        return template.content() == null
                ? template.components().toString()
                : Wording.in(template.language()).body(template.content().securityRecommendation());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
