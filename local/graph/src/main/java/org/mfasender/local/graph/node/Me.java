package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Selection;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.NodeType;
import org.mfasender.local.graph.world.SystemUser;

/** {@code GET /me}: the user of the token. */
final class Me implements Endpoint {
    @Override
    public GraphResponse answer(Call call) {
        if (!(call.caller() instanceof Caller.User caller)) {
            throw GraphErrors.noTokenForMe();
        }
        SystemUser user = caller.user();
        return GraphResponse.ok(Selection.of(NodeType.USER, call.params()).read(field -> value(user, field)));
    }

    static @Nullable JsonNode value(SystemUser user, String field) {
        return switch (field) {
            case "id" -> Json.text(user.id());
            case "name" -> Json.text(user.name());
            case "role" -> Json.text(user.role());
            default -> null;
        };
    }
}
