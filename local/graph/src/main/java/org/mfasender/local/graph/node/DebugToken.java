package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.world.AccessToken;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.MetaApp;
import org.mfasender.local.graph.world.TokenState;
import org.mfasender.local.graph.world.World;

/** {@code GET /debug_token}: inspects a token. */
final class DebugToken implements Endpoint {
    private static final long DATA_ACCESS_SECONDS = 90L * 86_400;

    private final Authentication authentication;

    DebugToken(Authentication authentication) {
        this.authentication = authentication;
    }

    @Override
    public GraphResponse answer(Call call) {
        String input = call.params().required("input_token");
        if (Authentication.isAppToken(input)) {
            return GraphResponse.data(appToken(call, authentication.appOf(input)));
        }
        Optional<AccessToken> token = call.world().token(input);
        if (token.isEmpty()) {
            return unparseable(call.world());
        }
        if (!token.get().appId().equals(call.caller().app().id())) {
            throw GraphErrors.otherApp();
        }
        TokenState state = token.get().stateAt(call.now());
        return GraphResponse.data(
                state == TokenState.VALID ? valid(call, token.get()) : ended(call, token.get(), state));
    }

    private static ObjectNode appToken(Call call, MetaApp app) {
        if (!app.id().equals(call.caller().app().id())) {
            throw GraphErrors.otherApp();
        }
        ObjectNode data = Json.object("app_id", app.id())
                .put("type", "APP")
                .put("application", app.name())
                .put("is_valid", true);
        data.set("scopes", Json.array());
        return data;
    }

    private GraphResponse unparseable(World world) {
        if (world.behaves(Behaviour.UNPARSEABLE_INPUT_TOKEN_IS_HTTP_400)) {
            throw GraphErrors.unparseableToken(authentication.status());
        }
        return GraphResponse.data(invalid(Json.object(), 0, "Invalid OAuth access token - Cannot parse access token"));
    }

    private static ObjectNode valid(Call call, AccessToken token) {
        Instant expiresAt = token.expiresAt();
        boolean person = token.type().equals("USER");
        ObjectNode data = Json.object("app_id", token.appId())
                .put("type", token.type())
                .put("application", call.caller().app().name())
                .put("data_access_expires_at", person ? token.issuedAt().getEpochSecond() + DATA_ACCESS_SECONDS : 0)
                .put("expires_at", expiresAt == null ? 0 : expiresAt.getEpochSecond())
                .put("is_valid", true)
                .put("issued_at", token.issuedAt().getEpochSecond());
        data.set("scopes", Json.strings(token.scopes()));
        data.set("granular_scopes", granularScopes(token));
        return data.put("user_id", token.userId());
    }

    private static ArrayNode granularScopes(AccessToken token) {
        ArrayNode granular = Json.array();
        for (String scope : token.scopes()) {
            if (scope.startsWith("whatsapp_")) {
                ObjectNode entry = Json.object("scope", scope);
                Set<String> targets = token.targetIds();
                if (targets != null) {
                    entry.set("target_ids", Json.strings(targets));
                }
                granular.add(entry);
            }
        }
        return granular;
    }

    private static ObjectNode ended(Call call, AccessToken token, TokenState state) {
        Instant ended = Authentication.ended(token, call.now());
        String message = GraphErrors.sessionMessage(state, ended, call.now());
        ObjectNode data = Json.object();
        if (!call.world().behaves(Behaviour.MINIMAL_INVALID_TOKEN)) {
            data.put("app_id", token.appId())
                    .put("type", token.type())
                    .put("application", call.caller().app().name())
                    .put("expires_at", token.expiresAt() == null ? 0 : ended.getEpochSecond())
                    .put("user_id", token.userId());
        }
        return invalid(data, state.subcode(), message);
    }

    private static ObjectNode invalid(ObjectNode data, int subcode, String message) {
        ObjectNode error = Json.object().put("code", 190).put("message", message);
        if (subcode != 0) {
            error.put("subcode", subcode);
        }
        data.put("is_valid", false);
        data.set("error", error);
        data.set("scopes", Json.array());
        return data;
    }
}
