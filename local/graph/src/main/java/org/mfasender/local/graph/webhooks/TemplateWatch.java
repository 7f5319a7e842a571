package org.mfasender.local.graph.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;

/**
 * Finds what has become of templates since it looked last: their status follows from the time, so that nothing calls when it changes. What
 * was there at the first look is no event.
 */
final class TemplateWatch {

    private final World world;
    private final Map<String, Map<String, Seen>> seen = new ConcurrentHashMap<>();

    /** A template as it was. */
    private record Seen(Template template, String status) {}

    /** Gets an event. */
    @FunctionalInterface
    interface Listener {
        void happened(Waba waba, String field, ObjectNode value);
    }

    TemplateWatch(World world) {
        this.world = world;
    }

    void clear() {
        seen.clear();
    }

    /** Looks at the templates of one account. */
    synchronized void look(Waba waba, Listener listener) {
        Map<String, Seen> now = new LinkedHashMap<>();
        for (Template template : waba.templates().list()) {
            now.put(template.id(), new Seen(template, template.status(world.now())));
        }
        Map<String, Seen> before = seen.put(waba.id(), now);
        if (before == null) {
            return;
        }
        now.forEach((id, after) -> compare(waba, before.get(id), after, listener));
        Map<String, Seen> gone = new HashMap<>(before);
        gone.keySet().removeAll(now.keySet());
        gone.values()
                .forEach(removed -> listener.happened(
                        waba, "message_template_status_update", status(removed.template(), "DELETED")));
    }

    private void compare(Waba waba, @org.jspecify.annotations.Nullable Seen before, Seen after, Listener listener) {
        Template template = after.template();
        if (before == null || !before.status().equals(after.status())) {
            String event = event(before == null ? "" : before.status(), after.status());
            listener.happened(waba, "message_template_status_update", status(template, event));
        }
        if (before == null) {
            return;
        }
        String quality = template.marks().qualityScore();
        String formerQuality = before.template().marks().qualityScore();
        if (!quality.equals(formerQuality)) {
            listener.happened(
                    waba,
                    "message_template_quality_update",
                    named(template).put("previous_quality_score", formerQuality).put("new_quality_score", quality));
        }
        if (!template.category().equals(before.template().category())) {
            listener.happened(
                    waba,
                    "template_category_update",
                    named(template)
                            .put("previous_category", before.template().category())
                            .put("new_category", template.category()));
        }
    }

    private static String event(String before, String after) {
        if (before.equals("ARCHIVED")) {
            return "UNARCHIVED";
        }
        boolean back = Set.of("DISABLED", "FLAGGED").contains(before) && after.equals("APPROVED");
        return back ? "REINSTATED" : after;
    }

    private ObjectNode status(Template template, String event) {
        ObjectNode value = named(template).put("event", event).put("message_template_category", template.category());
        switch (event) {
            case "REJECTED" -> value.put("reason", template.life().rejectedReason(world.now()));
            case "PAUSED" -> {
                value.putNull("reason");
                value.set("other_info", Json.object("title", "FIRST_PAUSE"));
            }
            case "DISABLED" -> {
                value.putNull("reason");
                ObjectNode info = Json.object();
                value.set("disable_info", info.put("disable_date", world.now().getEpochSecond()));
            }
            default -> value.put("reason", "NONE");
        }
        return value;
    }

    private ObjectNode named(Template template) {
        String language = world.behaves(Behaviour.WEBHOOKS_HAVE_UNDERSCORED_LANGUAGES)
                ? template.language()
                : template.language().replace('_', '-');
        return Json.object()
                .put("message_template_id", Long.parseLong(template.id()))
                .put("message_template_name", template.name())
                .put("message_template_language", language);
    }
}
