package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Params;
import org.mfasender.local.graph.webhooks.Webhooks;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.MetaApp;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.Waba;

/** {@code POST /{phone}} with {@code webhook_configuration}: a callback for the messages of one number. Nothing else of a number is changed so. */
final class NumberOverride implements Endpoint {
    private final Webhooks webhooks;

    NumberOverride(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public GraphResponse answer(Call call) {
        JsonNode configuration = call.params()
                .json("webhook_configuration")
                .filter(JsonNode::isObject)
                .orElseThrow(() -> GraphErrors.parameterRequired("webhook_configuration"));
        Params params = Params.of(null, null, Json.write(configuration));
        Call inner =
                new Call(call.world(), call.request().withParams(params), call.version(), call.caller(), call.target());
        call.target(PhoneNumber.class).override(call.caller().app().id(), Callback.override(inner, webhooks));
        return GraphResponse.success();
    }

    /** The callbacks of the caller's app, as far as there are any; null = none. */
    static @Nullable JsonNode read(Call call, PhoneNumber number, Waba waba) {
        MetaApp app = call.caller().app();
        ObjectNode shown = Json.object();
        app.subscription()
                .ifPresent(found -> shown.put("application", found.callback().toString()));
        Optional.ofNullable(waba.linkedApps().get(app.id()))
                .filter(override -> !override.isEmpty())
                .ifPresent(override -> shown.put("whatsapp_business_account", override));
        if (!number.override(app.id()).isEmpty()) {
            shown.put("phone_number", number.override(app.id()));
        }
        return shown.isEmpty() ? null : shown;
    }
}
