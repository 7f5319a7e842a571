package org.mfasender.local.graph.world;

/** Anything that has an ID of its own in the graph. */
public sealed interface GraphObject permits MetaApp, Business, SystemUser, FieldNode, Template {
    /** Decimal digits, kept as text. */
    String id();

    /** The kind of node, with the fields it has. */
    NodeType type();
}
