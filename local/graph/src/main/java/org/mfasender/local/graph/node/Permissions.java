package org.mfasender.local.graph.node;

import java.util.Optional;
import java.util.Set;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.GraphException;
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
     * @throws GraphException code 200 or 10, or 100 for an asset that the caller cannot reach
     */
    void check(Caller caller, GraphObject node, Access wanted, String method) {
        Access access = wanted.in(world);
        if (access.scope().isEmpty()) {
            return;
        }
        if (!(caller instanceof Caller.User user) || !user.token().scopes().contains(access.scope())) {
            throw refusal();
        }
        Optional<Waba> waba = wabaOf(node);
        if (waba.isPresent() && !reaches(user, waba.get())) {
            throw world.behaves(Behaviour.UNASSIGNED_ACCOUNT_IS_UNKNOWN)
                    ? GraphErrors.unknownObject(method, node.id())
                    : refusal();
        }
        boolean unbound =
                waba.isPresent() ? world.reachesAll(user.user()) : user.user().isAdmin();
        if (!unbound && !mayDo(user, waba, access.tasks())) {
            throw refusal();
        }
    }

    private GraphException refusal() {
        return GraphErrors.permission(world.behaves(Behaviour.MISSING_PERMISSION_IS_CODE_10) ? 10 : 200);
    }

    /** Whether the token is for the account, and its user assigned to it. */
    private boolean reaches(Caller.User caller, Waba waba) {
        Set<String> targets = caller.token().targetIds();
        return (targets == null || targets.contains(waba.id()))
                && (world.reachesAll(caller.user())
                        || waba.tasksOf(caller.user().id()).isPresent());
    }

    private static boolean mayDo(Caller.User caller, Optional<Waba> waba, Set<String> wanted) {
        return waba.flatMap(account -> account.tasksOf(caller.user().id()))
                .filter(tasks -> wanted.isEmpty() || tasks.stream().anyMatch(wanted::contains))
                .isPresent();
    }
}
