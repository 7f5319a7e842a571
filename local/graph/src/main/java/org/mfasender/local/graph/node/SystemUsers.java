package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Selection;
import org.mfasender.local.graph.world.Business;
import org.mfasender.local.graph.world.NodeType;
import org.mfasender.local.graph.world.SystemUser;

/** {@code GET /{business}/system_users}: the only place that tells a role. */
final class SystemUsers implements Endpoint {
    @Override
    public GraphResponse answer(Call call) {
        Selection selection = Selection.of(NodeType.SYSTEM_USER, call.params()).checked();
        List<SystemUser> users =
                call.world().usersOf(call.target(Business.class).id());
        ObjectNode answer = call.paging().answer(users, user -> selection.read(field -> Me.value(user, field)));
        Summary.addTotal(answer, call.params(), users.size());
        return GraphResponse.ok(answer);
    }
}
