package org.mfasender.local.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Params;
import org.mfasender.local.graph.webhooks.Delivery;
import org.mfasender.local.graph.webhooks.Fields;
import org.mfasender.local.graph.webhooks.Webhooks;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.MetaApp;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;

/** Shows who gets the webhooks of one account, decides what is reported of its messages, and causes events. */
final class WebhookControl {
    private static final Set<String> STATUSES = Set.of("sent", "delivered", "read", "failed");

    private final Webhooks webhooks;
    private final World world;
    private final Waba waba;

    WebhookControl(Webhooks webhooks, World world, SimulatedAccount account) {
        this.webhooks = webhooks;
        this.world = world;
        this.waba = world.waba(account.wabaId());
    }

    GraphResponse answer(String method, Params params) {
        return switch (method) {
            case "GET" ->
                ControlApi.list(
                        List.copyOf(waba.linkedApps().entrySet()), link -> shown(link.getKey(), link.getValue()));
            case "POST" -> happened(params);
            case "PUT" -> script(params);
            case "DELETE" -> {
                webhooks.script(waba.id(), null);
                yield GraphResponse.success();
            }
            default -> throw ControlApi.error(404, "No such change: webhooks");
        };
    }

    private ObjectNode shown(String appId, String override) {
        ObjectNode shown = Json.object("appId", appId).put("override_callback_uri", override);
        Optional.of(appId)
                .flatMap(world::find)
                .filter(MetaApp.class::isInstance)
                .flatMap(found -> ((MetaApp) found).subscription())
                .ifPresent(subscription -> shown.put(
                                "callback_url", subscription.callback().toString())
                        .set(
                                "fields",
                                Json.strings(
                                        subscription.fields().stream().sorted().toList())));
        return shown;
    }

    /** An event of the account, one of its numbers or templates, in Meta's words; answers how many apps get it. */
    private GraphResponse happened(Params params) {
        String field = params.required("field");
        if (!Fields.ALL.contains(field)) {
            throw ControlApi.error(400, "No such field: " + field);
        }
        JsonNode value = params.json("value")
                .filter(JsonNode::isObject)
                .orElseThrow(() -> ControlApi.error(400, "Give the value as a JSON object"));
        int apps = webhooks.happened(waba, field, value, delay(params), times(params));
        return GraphResponse.success().with("apps", Json.number(apps));
    }

    /** What is reported of each further message: a list of {@code status}, {@code delayMillis} and {@code times}. */
    private GraphResponse script(Params params) {
        JsonNode given = params.json("deliveries")
                .filter(JsonNode::isArray)
                .orElseThrow(() -> ControlApi.error(400, "Give the deliveries as a JSON array"));
        List<Delivery> course = new ArrayList<>();
        for (JsonNode each : given) {
            Params delivery = Params.of(null, null, Json.write(each));
            String status = delivery.required("status");
            if (!STATUSES.contains(status)) {
                throw ControlApi.error(400, "No such status: " + status);
            }
            course.add(new Delivery(status, delay(delivery), times(delivery)));
        }
        webhooks.script(waba.id(), course);
        return GraphResponse.success();
    }

    private static Duration delay(Params params) {
        return Duration.ofMillis(params.integer("delayMillis").orElse(0));
    }

    private static int times(Params params) {
        return params.integer("times").orElse(1);
    }
}
