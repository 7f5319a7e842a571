package org.mfasender.local.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Decides, before the function of a route is called, whether it is. */
@FunctionalInterface
interface Authorizer {
    /** Lets everyone in: what only the local system does. */
    Authorizer OPEN = request -> new Admitted(null);

    /** What becomes of a request. */
    sealed interface Decision {}

    /**
     * The function is called.
     *
     * @param context what its event says in {@code requestContext.authorizer}; null for nothing
     */
    record Admitted(@Nullable ObjectNode context) implements Decision {}

    /** The gateway answers by itself. */
    record Refused(ProxyAnswer answer) implements Decision {}

    /** Decides on one request. */
    Decision decide(IncomingRequest request);
}
