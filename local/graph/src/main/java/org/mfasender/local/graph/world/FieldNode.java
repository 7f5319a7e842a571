package org.mfasender.local.graph.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A node whose fields, by Meta's names, may be changed while the server runs. */
abstract sealed class FieldNode<T extends FieldNode<T>> implements GraphObject permits Waba, PhoneNumber {
    private final String id;
    private final NodeType type;
    private final Map<String, JsonNode> fields = new ConcurrentHashMap<>();

    FieldNode(String id, NodeType type) {
        this.id = id;
        this.type = type;
        fields.put("id", Json.text(id));
    }

    abstract T self();

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final NodeType type() {
        return type;
    }

    /** The value of a field, null when it has none. */
    public final @Nullable JsonNode get(String name) {
        return fields.get(name);
    }

    /** The value of a field as text, empty when it has none. */
    public final String text(String name) {
        JsonNode value = fields.get(name);
        return value == null ? "" : value.asText();
    }

    /**
     * Changes a field.
     *
     * @throws IllegalArgumentException when the type of node has no such field
     */
    public final T set(String name, JsonNode value) {
        if (!type.knownFields().contains(name)) {
            throw new IllegalArgumentException(type.typeName() + " has no field " + name);
        }
        fields.put(name, value);
        return self();
    }

    /** Changes a field to text. */
    public final T set(String name, String value) {
        return set(name, Json.text(value));
    }

    /** Removes the value of a field. */
    public final T remove(String name) {
        fields.remove(name);
        return self();
    }
}
