package org.mfasender.local.graph.node;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.GraphRequest;
import org.mfasender.local.graph.protocol.Paging;
import org.mfasender.local.graph.protocol.Params;
import org.mfasender.local.graph.world.GraphObject;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;

/**
 * A call that has passed all checks that do not depend on the edge.
 *
 * @param version the version that serves the call
 * @param target the node that the path names; null for paths without one
 */
record Call(
        World world,
        GraphRequest request,
        String version,
        Caller caller,
        @Nullable GraphObject target) {
    <T extends GraphObject> T target(Class<T> kind) {
        if (!kind.isInstance(target)) {
            throw new IllegalStateException("Routed to a " + kind.getSimpleName() + ", which it is not");
        }
        return kind.cast(target);
    }

    Params params() {
        return request.params();
    }

    Instant now() {
        return world.now();
    }

    Paging paging() {
        Paging paging = Paging.of(world, request, version);
        if (target instanceof Waba waba && paging.limit() > waba.largestPage()) {
            throw GraphErrors.tooMuchData();
        }
        return paging;
    }
}
