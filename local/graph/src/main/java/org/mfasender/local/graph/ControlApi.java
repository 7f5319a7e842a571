package org.mfasender.local.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.mfasender.local.graph.messages.Messages;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.graph.protocol.Faults;
import org.mfasender.local.graph.protocol.GraphException;
import org.mfasender.local.graph.protocol.GraphHandler;
import org.mfasender.local.graph.protocol.GraphRequest;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Params;
import org.mfasender.local.graph.protocol.RecordedRequest;
import org.mfasender.local.graph.protocol.RequestLog;
import org.mfasender.local.graph.webhooks.Webhooks;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.World;

/** The paths under {@code /_control/}: what Meta and people do, and faults, while the simulation runs. */
final class ControlApi implements GraphHandler {
    private final World world;
    private final SimulatedAccounts accounts;
    private final Messages messages;
    private final Webhooks webhooks;
    private final Faults faults;
    private final RequestLog log;
    private final Runnable reset;

    ControlApi(
            World world,
            SimulatedAccounts accounts,
            Messages messages,
            Webhooks webhooks,
            Faults faults,
            RequestLog log,
            Runnable reset) {
        this.world = world;
        this.accounts = accounts;
        this.messages = messages;
        this.webhooks = webhooks;
        this.faults = faults;
        this.log = log;
        this.reset = reset;
    }

    @Override
    public GraphResponse answer(GraphRequest request, String version) {
        Params params = request.params();
        List<String> path = request.segments();
        if (path.size() == 3 && path.getFirst().equals("accounts")) {
            return account(request.method(), path.get(1), path.get(2), params);
        }
        String call = request.method() + " " + String.join("/", path);
        return switch (call) {
            case "GET accounts" -> list(accounts.all(), ControlApi::shown);
            case "GET requests" -> list(log.list(), ControlApi::shown);
            case "POST faults" -> addFault(params);
            case "DELETE faults" -> {
                faults.clear();
                yield GraphResponse.success();
            }
            case "POST behaviours" -> behave(params);
            case "POST clock" -> advance(params);
            case "POST reset" -> {
                reset.run();
                yield GraphResponse.success();
            }
            default -> throw error(404, "No such control call: " + call);
        };
    }

    /** The error of a control call. */
    static GraphException error(int status, String message) {
        return new GraphException(status, "ControlException", 100, message);
    }

    static <T> GraphResponse list(List<T> rows, Function<T, ObjectNode> shown) {
        return GraphResponse.data(Json.array().addAll(rows.stream().map(shown).toList()));
    }

    private static ObjectNode shown(SimulatedAccount account) {
        return Json.object("name", account.name())
                .put("wabaId", account.wabaId())
                .put("appId", account.appId())
                .put("note", account.note());
    }

    /** Without query, headers and body, which hold secrets. */
    private static ObjectNode shown(RecordedRequest request) {
        return Json.object("method", request.method())
                .put("path", request.path())
                .put("time", request.time().toString());
    }

    private GraphResponse addFault(Params params) {
        Fault.Kind kind = constant(Fault.Kind.class, params.required("kind"));
        Fault defaults = Fault.of(kind);
        Fault fault = new Fault(
                kind,
                params.integer("code").orElse(defaults.code()),
                params.integer("minutes").orElse(defaults.minutes()),
                params.integer("delayMillis").map(Duration::ofMillis).orElse(defaults.delay()),
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

    /** Moves the clock forward. */
    private GraphResponse advance(Params params) {
        Duration span = Duration.ofDays(params.integer("days").orElse(0))
                .plusHours(params.integer("hours").orElse(0))
                .plusMinutes(params.integer("minutes").orElse(0));
        if (span.isNegative()) {
            throw error(400, "The clock moves forward only");
        }
        world.advance(span);
        return GraphResponse.success().with("now", Json.text(world.now().toString()));
    }

    /** The constant with a name, in any case. */
    static <E extends Enum<E>> E constant(Class<E> type, String name) {
        try {
            return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw error(400, "No such " + type.getSimpleName() + ": " + name);
        }
    }

    private GraphResponse account(String method, String nameOrWabaId, String what, Params params) {
        SimulatedAccount account =
                accounts.find(nameOrWabaId).orElseThrow(() -> error(404, "No account is named " + nameOrWabaId));
        if (what.equals("templates")) {
            return new TemplateControl(world, world.waba(account.wabaId())).answer(method, params);
        }
        if (what.equals("messages") || what.equals("recipients")) {
            return new MessageControl(messages, account.wabaId()).answer(method, what, params);
        }
        if (what.equals("webhooks")) {
            return new WebhookControl(webhooks, world, account).answer(method, params);
        }
        return new AccountControl(world, account).answer(method, what, params);
    }
}
