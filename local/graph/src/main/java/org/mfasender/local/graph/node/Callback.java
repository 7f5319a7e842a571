package org.mfasender.local.graph.node;

import java.net.URI;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.webhooks.Webhooks;
import org.mfasender.local.graph.world.Behaviour;

/** A callback that a call names: it has to confirm the verify token before anything is changed. */
final class Callback {
    private static final int LONGEST_OVERRIDE = 200;

    private Callback() {}

    /** The callback of an app. */
    static URI verified(Call call, Webhooks webhooks, String parameter) {
        URI callback = uri(call.params().required(parameter));
        String token = call.params().required("verify_token");
        if (!webhooks.confirms(callback, token)) {
            throw GraphErrors.callbackRefused(
                    call.world().behaves(Behaviour.REFUSED_CALLBACK_IS_CODE_100) ? 100 : 2200);
        }
        return callback;
    }

    /** An override; empty = none. */
    static String override(Call call, Webhooks webhooks) {
        String wanted = call.params().text("override_callback_uri").orElse("");
        if (wanted.length() > LONGEST_OVERRIDE) {
            throw GraphErrors.invalidParameter("Param override_callback_uri must be at most 200 characters long");
        }
        return wanted.isEmpty()
                ? ""
                : verified(call, webhooks, "override_callback_uri").toString();
    }

    /** Meta calls nothing but HTTPS; the simulation also calls this machine. */
    private static URI uri(String text) {
        try {
            URI uri = new URI(text);
            String host = uri.getHost();
            boolean local = "127.0.0.1".equals(host) || "localhost".equals(host) || "[::1]".equals(host);
            if (host != null && ("https".equals(uri.getScheme()) || (local && "http".equals(uri.getScheme())))) {
                return uri;
            }
        } catch (java.net.URISyntaxException e) {
            // Refused below.
        }
        throw GraphErrors.invalidParameter("The callback URL is not a secure URL");
    }
}
