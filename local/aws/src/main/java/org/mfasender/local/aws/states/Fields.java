package org.mfasender.local.aws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of one object of a definition, with the object's place in the document. */
record Fields(ObjectNode node, String location) {

    static Fields of(@Nullable JsonNode node, String location) throws InvalidDefinition {
        if (node instanceof ObjectNode object) {
            return new Fields(object, location);
        }
        throw new InvalidDefinition(location, "An object is required");
    }

    /** Refuses every field but these and {@code Comment}. */
    Fields allow(String... names) throws InvalidDefinition {
        for (String name : names()) {
            if (!name.equals("Comment") && !List.of(names).contains(name)) {
                throw invalid(
                        name, "Field '" + name + "' is not supported (supported: " + String.join(", ", names) + ")");
            }
        }
        return this;
    }

    String at(String name) {
        return location.equals("/") ? "/" + name : location + "/" + name;
    }

    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    boolean has(String name) {
        return node.has(name);
    }

    @Nullable
    JsonNode node(String name) {
        return node.get(name);
    }

    Fields object(String name) throws InvalidDefinition {
        return of(node(name), at(name));
    }

    List<Fields> objects(String name) throws InvalidDefinition {
        if (!(node(name) instanceof ArrayNode array) || array.isEmpty()) {
            throw invalid(name, "An array of objects is required");
        }
        List<Fields> objects = new ArrayList<>();
        for (JsonNode element : array) {
            objects.add(of(element, at(name) + "/" + objects.size()));
        }
        return objects;
    }

    String text(String name) throws InvalidDefinition {
        JsonNode value = node(name);
        if (value == null || !value.isTextual() || value.textValue().isEmpty()) {
            throw invalid(name, "A string is required");
        }
        return value.textValue();
    }

    Path path(String name) throws InvalidDefinition {
        return Path.parse(text(name), at(name));
    }

    int wholeNumber(String name, int smallest, int otherwise) throws InvalidDefinition {
        JsonNode value = node(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.isInt() || value.intValue() < smallest || value.intValue() > 99_999_999) {
            throw invalid(name, "A whole number from " + smallest + " to 99999999 is required");
        }
        return value.intValue();
    }

    double decimal(String name, double smallest, double otherwise) throws InvalidDefinition {
        JsonNode value = node(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.isNumber() || value.doubleValue() < smallest) {
            throw invalid(name, "A number of at least " + smallest + " is required");
        }
        return value.doubleValue();
    }

    InvalidDefinition invalid(String name, String problem) {
        return new InvalidDefinition(at(name), problem);
    }
}
