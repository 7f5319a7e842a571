package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.webhooks.Fields;
import org.mfasender.local.graph.webhooks.Webhooks;
import org.mfasender.local.graph.world.AppSubscription;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.MetaApp;

/** {@code /{app}/subscriptions}, with the token of the app: to which of its webhooks an app is subscribed, and where they go. */
final class AppSubscriptions {
    private static final String OBJECT = "whatsapp_business_account";

    private final Webhooks webhooks;

    AppSubscriptions(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    GraphResponse read(Call call) {
        ArrayNode rows = Json.array();
        app(call).subscription().ifPresent(found -> rows.add(shown(call, found)));
        return GraphResponse.data(rows);
    }

    private static ObjectNode shown(Call call, AppSubscription subscription) {
        ObjectNode shown = Json.object("object", OBJECT)
                .put("callback_url", subscription.callback().toString())
                .put("active", true);
        ArrayNode fields = shown.putArray("fields");
        subscription.fields().stream()
                .sorted()
                .forEach(field -> fields.add(Json.object("name", field).put("version", call.version())));
        return shown;
    }

    GraphResponse write(Call call) {
        MetaApp app = app(call);
        checkObject(call);
        Set<String> fields = fields(call);
        if (fields.isEmpty()) {
            throw GraphErrors.parameterRequired("fields");
        }
        AppSubscription next = new AppSubscription(Callback.verified(call, webhooks, "callback_url"), fields);
        app.subscribe(next, !call.world().behaves(Behaviour.SUBSCRIPTION_REPLACES_FIELDS));
        webhooks.watch();
        return GraphResponse.success();
    }

    GraphResponse delete(Call call) {
        MetaApp app = app(call);
        checkObject(call);
        app.unsubscribe(fields(call));
        return GraphResponse.success();
    }

    private static MetaApp app(Call call) {
        if (!(call.caller() instanceof Caller.App)) {
            throw GraphErrors.appTokenRequired();
        }
        return call.target(MetaApp.class);
    }

    private static void checkObject(Call call) {
        if (!call.params().required("object").equals(OBJECT)) {
            throw GraphErrors.invalidParameter("Param object must be one of {" + OBJECT + "}");
        }
    }

    private static Set<String> fields(Call call) {
        Set<String> fields = new HashSet<>(call.params().list("fields"));
        fields.stream().filter(field -> !Fields.ALL.contains(field)).findFirst().ifPresent(unknown -> {
            throw GraphErrors.invalidParameter("Param fields has an unknown field: " + unknown);
        });
        return fields;
    }
}
