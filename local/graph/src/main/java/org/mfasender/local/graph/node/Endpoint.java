package org.mfasender.local.graph.node;

import org.mfasender.local.graph.protocol.GraphResponse;

/** One call of the simulated Graph API. */
@FunctionalInterface
interface Endpoint {
    /** Answers, or throws a {@code GraphException}. */
    GraphResponse answer(Call call);
}
