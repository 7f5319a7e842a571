package org.mfasender.local.graph.protocol;

/** Answers calls. */
@FunctionalInterface
public interface GraphHandler {
    /**
     * Answers a call.
     *
     * @param version the version that serves the call; empty for control calls
     * @throws GraphException to reject it
     */
    GraphResponse answer(GraphRequest request, String version);
}
