package org.mfasender.local.graph.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.NodeType;

/**
 * The fields of a node that a call requests.
 *
 * @param fields the requested fields; by default those of the type
 */
public record Selection(NodeType type, List<Field> fields) {
    /** The selection of the parameter {@code fields}. */
    public static Selection of(NodeType type, Params params) {
        return params.text("fields")
                .map(text -> new Selection(type, Field.parse(text)))
                .orElseGet(() -> new Selection(type, Field.named(type.defaultFields())));
    }

    /** The selection inside the braces of an expanded edge. */
    public static Selection of(NodeType type, Field edge) {
        return new Selection(type, edge.children().isEmpty() ? Field.named(type.defaultFields()) : edge.children());
    }

    /**
     * Rejects fields that the type does not have, which a list without rows would hide.
     *
     * @throws GraphException on the first such field
     */
    public Selection checked() {
        check(Map.of());
        return this;
    }

    private void check(Map<String, Function<Field, JsonNode>> edges) {
        for (Field field : fields) {
            if (!type.knownFields().contains(field.name()) && !edges.containsKey(field.name())) {
                throw GraphErrors.nonexistingField(field.name(), type);
            }
        }
    }

    /** Reads the requested fields and {@code id}; fields without a value are left out. */
    public ObjectNode read(Function<String, @Nullable JsonNode> values) {
        return read(values, Map.of());
    }

    /**
     * Reads the requested fields and {@code id}; fields without a value are left out.
     *
     * @param edges lists that can be requested like fields
     * @throws GraphException when a field does not exist
     */
    public ObjectNode read(Function<String, @Nullable JsonNode> values, Map<String, Function<Field, JsonNode>> edges) {
        check(edges);
        ObjectNode result = Json.object();
        for (Field field : fields) {
            Function<Field, JsonNode> edge = edges.get(field.name());
            JsonNode value = edge == null ? values.apply(field.name()) : edge.apply(field);
            if (value != null) {
                result.set(field.name(), edge == null ? narrow(value, field.children()) : value);
            }
        }
        JsonNode id = values.apply("id");
        if (id != null) {
            result.set("id", id);
        }
        return result;
    }

    private static JsonNode narrow(JsonNode value, List<Field> children) {
        if (children.isEmpty() || !value.isContainerNode()) {
            return value;
        }
        if (value.isArray()) {
            ArrayNode narrowed = Json.array();
            value.forEach(item -> narrowed.add(narrow(item, children)));
            return narrowed;
        }
        ObjectNode narrowed = Json.object();
        for (Field child : children) {
            JsonNode member = value.get(child.name());
            if (member != null) {
                narrowed.set(child.name(), narrow(member, child.children()));
            }
        }
        return narrowed;
    }
}
