package org.mfasender.local.graph.protocol;

/** Answers calls, whatever brings them. */
@FunctionalInterface
public interface GraphHandler {
    /**
     * Answers a call.
     *
     * @param version what serves the call; empty for control calls
     * @throws GraphException to refuse it
     */
    GraphResponse answer(GraphRequest request, String version);
}
