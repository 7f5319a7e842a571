package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.webhooks.Webhooks;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.MetaApp;
import org.mfasender.local.graph.world.Waba;

/** {@code /{waba}/subscribed_apps}: which apps get the webhooks of an account. A call is about the app of its token. */
final class LinkedApps {
    private final Webhooks webhooks;

    LinkedApps(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    GraphResponse read(Call call) {
        List<Map.Entry<String, String>> links = call.target(Waba.class).linkedApps().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .toList();
        return GraphResponse.ok(call.paging().answer(links, link -> shown(call, link)));
    }

    private static ObjectNode shown(Call call, Map.Entry<String, String> link) {
        ObjectNode app = Json.object("id", link.getKey());
        if (call.world().find(link.getKey()).orElse(null) instanceof MetaApp found) {
            app.put("name", found.name());
        }
        app.put("link", "https://www.facebook.com/games/?app_id=" + link.getKey());
        ObjectNode shown = Json.object();
        shown.set("whatsapp_business_api_data", app);
        return link.getValue().isEmpty() ? shown : shown.put("override_callback_uri", link.getValue());
    }

    GraphResponse write(Call call) {
        String override = Callback.override(call, webhooks);
        call.target(Waba.class).link(call.caller().app().id(), override);
        webhooks.watch();
        return GraphResponse.success();
    }

    GraphResponse delete(Call call) {
        call.target(Waba.class).unlink(call.caller().app().id());
        return GraphResponse.success();
    }
}
