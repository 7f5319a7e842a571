package org.mfasender.local.graph.world;

/** A business portfolio. */
public record Business(String id, String name) implements GraphObject {
    @Override
    public NodeType type() {
        return NodeType.BUSINESS;
    }
}
