package org.mfasender.local.graph.node;

import org.mfasender.local.graph.protocol.GraphResponse;

/** One call that the simulated Graph API knows. */
@FunctionalInterface
interface Endpoint {
    /** Answers, or throws a {@code GraphException}. */
    GraphResponse answer(Call call);
}
