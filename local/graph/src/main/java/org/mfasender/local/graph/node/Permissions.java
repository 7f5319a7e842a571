package org.mfasender.local.graph.node;

import java.util.Optional;
import java.util.Set;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.GraphException;
import org.mfasender.local.graph.world.AccessToken;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Business;
import org.mfasender.local.graph.world.GraphObject;
import org.mfasender.local.graph.world.MetaApp;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.SystemUser;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;

/** What a caller can see and do. */
final class Permissions {
    private final World world;

    Permissions(World world) {
        this.world = world;
    }

    /** The account that a node is or belongs to. */
    Optional<Waba> wabaOf(GraphObject node) {
        return switch (node) {
            case Waba waba -> Optional.of(waba);
            case PhoneNumber number -> Optional.of(world.waba(number.wabaId()));
            case Template template -> Optional.of(world.waba(template.wabaId()));
            case MetaApp app -> Optional.empty();
            case Business business -> Optional.empty();
            case SystemUser user -> Optional.empty();
        };
    }

    /** Whether the node is visible to the caller: it belongs to the same portfolio, or is the caller's own app. */
    boolean sees(Caller caller, GraphObject node) {
        if (node instanceof MetaApp app) {
            return caller.app().id().equals(app.id());
        }
        if (!(caller instanceof Caller.User user)) {
            return false;
        }
        String portfolio = user.user().businessId();
        return switch (node) {
            case Business business -> business.id().equals(portfolio);
            case SystemUser other -> other.businessId().equals(portfolio);
            default ->
                wabaOf(node).filter(waba -> waba.businessId().equals(portfolio)).isPresent();
        };
    }

    /**
     * Rejects a caller without the permission, the asset or the task.
     *
     * @throws GraphException code 200 or 10
     */
    void check(Caller caller, GraphObject node, Access access) {
        if (access.scope().isEmpty()) {
            return;
        }
        if (!(caller instanceof Caller.User user) || !mayUse(user, node, access)) {
            throw GraphErrors.permission(world.behaves(Behaviour.MISSING_PERMISSION_IS_CODE_10) ? 10 : 200);
        }
    }

    private boolean mayUse(Caller.User caller, GraphObject node, Access access) {
        AccessToken token = caller.token();
        if (!token.scopes().contains(access.scope())) {
            return false;
        }
        Optional<Waba> waba = wabaOf(node);
        if (waba.isEmpty()) {
            return caller.user().isAdmin();
        }
        Set<String> targets = token.targetIds();
        if (targets != null && !targets.contains(waba.get().id())) {
            return false;
        }
        if (caller.user().isAdmin()) {
            return true;
        }
        return waba.get()
                .tasksOf(caller.user().id())
                .filter(tasks -> access.tasks().isEmpty() || tasks.stream().anyMatch(access.tasks()::contains))
                .isPresent();
    }
}
