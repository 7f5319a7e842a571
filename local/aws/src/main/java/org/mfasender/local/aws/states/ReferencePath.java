package org.mfasender.local.aws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path to one place, which {@code ResultPath} writes. Steps are field names or, into arrays that exist, indexes. */
record ReferencePath(String text, List<Object> steps) {

    private static final Pattern STEP =
            Pattern.compile("\\.([A-Za-z_][A-Za-z0-9_-]*)|\\['((?:[^'\\\\\\]])+)'\\]|\\[(\\d+)\\]");

    ReferencePath {
        steps = List.copyOf(steps);
    }

    static ReferencePath parse(String text, String location) throws InvalidDefinition {
        List<Object> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        int position = 1;
        while (text.startsWith("$")
                && position < text.length()
                && matcher.region(position, text.length()).lookingAt()) {
            if (matcher.group(3) != null) {
                steps.add(Integer.valueOf(matcher.group(3)));
            } else {
                steps.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
            }
            position = matcher.end();
        }
        if (!text.startsWith("$") || position < text.length()) {
            throw new InvalidDefinition(location, "Not a Reference Path: '" + text + "'");
        }
        return new ReferencePath(text, steps);
    }

    /** The input with the result at this place; the input itself is not changed. */
    JsonNode write(JsonNode input, JsonNode result) throws StateError {
        return write(input, 0, result);
    }

    private JsonNode write(JsonNode target, int depth, JsonNode result) throws StateError {
        if (depth == steps.size()) {
            return result;
        }
        if (steps.get(depth) instanceof Integer index) {
            if (!(target instanceof ArrayNode array) || index >= array.size()) {
                throw cannotWrite();
            }
            ArrayNode copy = array.arrayNode().addAll(array);
            copy.set(index, write(array.get(index), depth + 1, result));
            return copy;
        }
        String name = (String) steps.get(depth);
        if (!(target instanceof ObjectNode || target.isMissingNode())) {
            throw cannotWrite();
        }
        ObjectNode copy = Json.MAPPER.createObjectNode();
        if (target instanceof ObjectNode object) {
            copy.setAll(object);
        }
        copy.set(name, write(target.path(name), depth + 1, result));
        return copy;
    }

    private StateError cannotWrite() {
        return new StateError(
                "States.ResultPathMatchFailure", "Unable to apply ReferencePath " + text + " to the input.");
    }
}
