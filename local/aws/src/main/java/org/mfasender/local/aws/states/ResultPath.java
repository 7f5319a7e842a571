package org.mfasender.local.aws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How {@code ResultPath} combines a state's input with its result. */
@FunctionalInterface
interface ResultPath {

    Pattern MEMBER = Pattern.compile("\\$\\.([A-Za-z_][A-Za-z0-9_-]*)");

    /** Does not change its arguments. */
    JsonNode combine(JsonNode input, JsonNode result) throws StateError;

    /** Without the field, the result replaces the input; null discards the result. */
    static ResultPath read(Fields fields) throws InvalidDefinition {
        JsonNode value = fields.node("ResultPath");
        if (value == null) {
            return (input, result) -> result;
        }
        if (value.isNull()) {
            return (input, result) -> input;
        }
        String text = fields.text("ResultPath");
        Matcher member = MEMBER.matcher(text);
        if (!member.matches()) {
            throw fields.invalid(
                    "ResultPath",
                    "ResultPath '" + text + "' is not supported (supported: null and one member name such as $.a)");
        }
        String name = member.group(1);
        return (input, result) -> {
            if (!(input instanceof ObjectNode object)) {
                throw new StateError(
                        "States.ResultPathMatchFailure", "Unable to apply ReferencePath " + text + " to the input.");
            }
            ObjectNode combined = Json.MAPPER.createObjectNode();
            combined.setAll(object);
            return combined.set(name, result);
        };
    }
}
