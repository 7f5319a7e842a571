package org.mfasender.local.graph.node;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Params;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.MetaApp;
import org.mfasender.local.graph.world.World;

/** {@code GET /oauth/access_token}: issues an app access token whose right part is not the secret. */
final class OAuthAccessToken {
    private final World world;
    private final AtomicLong issued = new AtomicLong();

    OAuthAccessToken(World world) {
        this.world = world;
    }

    GraphResponse answer(Params params) {
        String clientId = params.required("client_id");
        String secret = params.required("client_secret");
        if (!params.required("grant_type").equals("client_credentials")) {
            throw GraphErrors.invalidParameter("Unsupported grant_type");
        }
        if (!(world.find(clientId).orElse(null) instanceof MetaApp app)) {
            throw GraphErrors.unknownClient();
        }
        if (!app.secret().equals(secret)) {
            throw GraphErrors.wrongClientSecret();
        }
        String opaque = "SimulatedOpaqueValue" + String.format(Locale.ROOT, "%07d", issued.incrementAndGet());
        app.issue(opaque);
        return GraphResponse.ok(
                Json.object("access_token", app.id() + "|" + opaque).put("token_type", "bearer"));
    }
}
