package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Health;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;

/** The field {@code health_status}: the worst state of all entities that a message depends on. */
final class HealthStatus {
    private static final List<String> WORST_FIRST = List.of("BLOCKED", "LIMITED", "AVAILABLE");

    private final ArrayNode entities = Json.array();
    private String worst = "AVAILABLE";

    private final boolean withCalls;

    private HealthStatus(Call call) {
        withCalls = call.world().behaves(Behaviour.HEALTH_INCLUDES_CALLS);
    }

    static JsonNode of(Call call, Waba waba) {
        return new HealthStatus(call).account(call, waba).json();
    }

    static JsonNode of(Call call, PhoneNumber number, Waba waba) {
        return new HealthStatus(call)
                .add("PHONE_NUMBER", number.id(), call.world().health(number.id()))
                .account(call, waba)
                .json();
    }

    static JsonNode of(Call call, Template template, Waba waba) {
        String status = template.status(call.now());
        Health health = status.equals("APPROVED")
                ? Health.AVAILABLE
                : Health.blocked(141002, "Template is not approved.", "Wait until the template is approved.");
        return new HealthStatus(call)
                .add("MESSAGE_TEMPLATE", template.id(), health)
                .account(call, waba)
                .json();
    }

    private HealthStatus account(Call call, Waba waba) {
        World world = call.world();
        String appId = call.caller().app().id();
        return add("WABA", waba.id(), world.health(waba.id()))
                .add("BUSINESS", waba.businessId(), world.health(waba.businessId()))
                .add("APP", appId, world.health(appId));
    }

    private HealthStatus add(String type, String id, Health health) {
        ObjectNode entity =
                Json.object("entity_type", type).put("id", id).put("can_send_message", health.canSendMessage());
        if (health.canReceiveCallSip() != null) {
            entity.put("can_receive_call_sip", health.canReceiveCallSip());
        }
        if (!health.additionalInfo().isEmpty()) {
            entity.set("additional_info", Json.strings(health.additionalInfo()));
        }
        if (!health.problems().isEmpty()) {
            ArrayNode errors = Json.array();
            for (Health.Problem problem : health.problems()) {
                errors.add(Json.object()
                        .put("error_code", problem.errorCode())
                        .put("error_description", problem.description())
                        .put("possible_solution", problem.solution()));
            }
            entity.set("errors", errors);
        }
        entities.add(entity);
        count(health.canSendMessage());
        if (withCalls && health.canReceiveCallSip() != null) {
            count(health.canReceiveCallSip());
        }
        return this;
    }

    private void count(String state) {
        if (WORST_FIRST.indexOf(state) < WORST_FIRST.indexOf(worst)) {
            worst = state;
        }
    }

    private JsonNode json() {
        ObjectNode status = Json.object("can_send_message", worst);
        status.set("entities", entities);
        return status;
    }
}
