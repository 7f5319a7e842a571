package org.mfasender.local.graph.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The plain fields of a node that tests and people may change while the server runs. */
final class Fields {
    private final Map<String, JsonNode> values = new ConcurrentHashMap<>();
    private final NodeType type;

    Fields(NodeType type) {
        this.type = type;
    }

    @Nullable
    JsonNode get(String name) {
        return values.get(name);
    }

    String text(String name) {
        JsonNode value = values.get(name);
        return value == null ? "" : value.asText();
    }

    void set(String name, JsonNode value) {
        if (!type.knownFields().contains(name)) {
            throw new IllegalArgumentException(type.typeName() + " has no field " + name);
        }
        values.put(name, value);
    }

    void remove(String name) {
        values.remove(name);
    }
}
