package org.mfasender.local.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.graph.protocol.Faults;
import org.mfasender.local.graph.protocol.GraphException;
import org.mfasender.local.graph.protocol.GraphHandler;
import org.mfasender.local.graph.protocol.GraphRequest;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Params;
import org.mfasender.local.graph.protocol.RecordedRequest;
import org.mfasender.local.graph.protocol.RequestLog;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.TokenState;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;

/** The paths under {@code /_control/}, with which a person changes the simulation while it runs. */
final class ControlApi implements GraphHandler {
    private final World world;
    private final SimulatedAccounts accounts;
    private final Faults faults;
    private final RequestLog log;
    private final Runnable reset;

    ControlApi(World world, SimulatedAccounts accounts, Faults faults, RequestLog log, Runnable reset) {
        this.world = world;
        this.accounts = accounts;
        this.faults = faults;
        this.log = log;
        this.reset = reset;
    }

    @Override
    public GraphResponse answer(GraphRequest request, String version) {
        Params params = request.params();
        List<String> path = request.segments();
        if (path.size() == 3
                && path.getFirst().equals("accounts")
                && request.method().equals("POST")) {
            return change(path.get(1), path.get(2), params);
        }
        String call = request.method() + " " + String.join("/", path);
        return switch (call) {
            case "GET accounts" ->
                list(accounts.all().stream().map(ControlApi::shown).toList());
            case "GET requests" ->
                list(log.list().stream().map(ControlApi::shown).toList());
            case "POST faults" -> addFault(params);
            case "DELETE faults" -> {
                faults.clear();
                yield GraphResponse.success();
            }
            case "POST behaviours" -> behave(params);
            case "POST reset" -> {
                reset.run();
                yield GraphResponse.success();
            }
            default -> throw refusal(404, "No such control call: " + call);
        };
    }

    private static GraphException refusal(int status, String message) {
        return new GraphException(status, "ControlException", 100, message);
    }

    private static GraphResponse list(List<ObjectNode> rows) {
        ArrayNode data = Json.array();
        rows.forEach(data::add);
        ObjectNode body = Json.object();
        body.set("data", data);
        return GraphResponse.ok(body);
    }

    private static ObjectNode shown(SimulatedAccount account) {
        return Json.object("name", account.name())
                .put("wabaId", account.wabaId())
                .put("appId", account.appId())
                .put("note", account.note());
    }

    /** Nothing of query, headers and body, for they hold secrets. */
    private static ObjectNode shown(RecordedRequest request) {
        return Json.object("method", request.method())
                .put("path", request.path())
                .put("time", request.time().toString());
    }

    private GraphResponse addFault(Params params) {
        Fault.Kind kind = constant(Fault.Kind.class, params.required("kind"));
        Fault plain = Fault.of(kind);
        Fault fault = new Fault(
                kind,
                params.integer("code").orElse(plain.code()),
                params.integer("minutes").orElse(plain.minutes()),
                params.integer("delayMillis").map(Duration::ofMillis).orElse(plain.delay()),
                params.flag("afterEffect"),
                params.integer("times").orElse(1));
        faults.on(params.text("method").orElse("*"), params.required("path"), fault);
        return GraphResponse.success();
    }

    private GraphResponse behave(Params params) {
        Behaviour behaviour = constant(Behaviour.class, params.required("behaviour"));
        if (params.text("on").orElse("true").equals("true")) {
            world.turnOn(behaviour);
        } else {
            world.turnOff(behaviour);
        }
        return GraphResponse.success();
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name) {
        try {
            return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw refusal(400, "No such " + type.getSimpleName() + ": " + name);
        }
    }

    private GraphResponse change(String nameOrWabaId, String what, Params params) {
        SimulatedAccount account =
                accounts.find(nameOrWabaId).orElseThrow(() -> refusal(404, "No account is named " + nameOrWabaId));
        Waba waba = world.waba(account.wabaId());
        return switch (what) {
            case "templates" -> review(waba, params);
            case "numbers" -> number(waba, params);
            case "token" -> {
                TokenState state = constant(TokenState.class, params.required("state"));
                world.changeToken(account.userAccessToken(), token -> token.withState(state));
                yield GraphResponse.success();
            }
            default -> throw refusal(404, "No such change: " + what);
        };
    }

    /** Gives all templates, or those with a name or language, a status. */
    private static GraphResponse review(Waba waba, Params params) {
        String status = params.required("status");
        Optional<String> name = params.text("name");
        Optional<String> language = params.text("language");
        int changed = waba.templates().exclusively(() -> {
            List<Template> chosen = waba.templates().list().stream()
                    .filter(template -> name.isEmpty() || template.name().equals(name.get()))
                    .filter(template ->
                            language.isEmpty() || template.language().equals(language.get()))
                    .toList();
            chosen.forEach(template -> waba.templates().put(template.withStatus(status)));
            return chosen.size();
        });
        return GraphResponse.ok(Json.object().put("success", true).put("changed", changed));
    }

    /** Changes the number with an {@code id}, or adds one. */
    private GraphResponse number(Waba waba, Params params) {
        PhoneNumber number = params.text("id")
                .map(id -> waba.numbers().stream()
                        .filter(present -> present.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> refusal(404, "The account has no number " + id)))
                .orElseGet(() -> world.addNumber(waba));
        for (String field : List.of("status", "account_mode", "platform_type", "verified_name", "quality_rating")) {
            params.text(field).ifPresent(value -> number.set(field, value));
        }
        return GraphResponse.ok(Json.object().put("success", true).put("id", number.id()));
    }
}
