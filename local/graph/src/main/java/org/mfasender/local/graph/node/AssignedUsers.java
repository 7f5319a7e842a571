package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Selection;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.NodeType;
import org.mfasender.local.graph.world.SystemUser;
import org.mfasender.local.graph.world.Waba;

/** {@code GET /{waba}/assigned_users}: explicit assignments only, so admins are usually missing. */
final class AssignedUsers implements Endpoint {
    @Override
    public GraphResponse answer(Call call) {
        Waba waba = call.target(Waba.class);
        String business = call.params().required("business");
        if (!business.equals(waba.businessId()) && !call.world().behaves(Behaviour.ASSIGNED_USERS_OF_ANY_BUSINESS)) {
            throw GraphErrors.invalidParameter("Param business must be the portfolio of this account");
        }
        Selection selection =
                Selection.of(NodeType.ASSIGNED_USER, call.params()).checked();
        List<SystemUser> users =
                waba.assignedUserIds().stream().sorted().map(call.world()::user).toList();
        return GraphResponse.ok(call.paging().answer(users, user -> selection.read(field -> value(waba, user, field))));
    }

    private static @Nullable JsonNode value(Waba waba, SystemUser user, String field) {
        return switch (field) {
            case "user_type" -> Json.text("SYSTEM_USER");
            case "tasks" ->
                Json.strings(waba.tasksOf(user.id()).orElse(Set.of()).stream()
                        .sorted()
                        .toList());
            case "business" -> Json.object("id", waba.businessId());
            default -> Me.value(user, field);
        };
    }
}
