package org.mfasender.local.graph.node;

import java.util.List;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Selection;
import org.mfasender.local.graph.world.Business;
import org.mfasender.local.graph.world.NodeType;
import org.mfasender.local.graph.world.SystemUser;

/** {@code GET /{business}/system_users}: the only call that returns a role. */
final class SystemUsers implements Endpoint {
    @Override
    public GraphResponse answer(Call call) {
        Selection selection = Selection.of(NodeType.SYSTEM_USER, call.params()).checked();
        List<SystemUser> users =
                call.world().usersOf(call.target(Business.class).id());
        return GraphResponse.ok(call.paging().answer(users, user -> selection.read(field -> Me.value(user, field))));
    }
}
