package org.mfasender.local.aws.states;

import com.fasterxml.jackson.databind.JsonNode;

/** Gives a value at run time. */
@FunctionalInterface
interface Expression {

    JsonNode evaluate(Scope scope) throws StateError;

    static Expression constant(JsonNode value) {
        return scope -> value;
    }

    /** A path or an intrinsic function. */
    static Expression parse(String text, String location) throws InvalidDefinition {
        return text.startsWith("States.") ? new IntrinsicParser(text, location).parse() : Path.parse(text, location);
    }

    /** What {@code InputPath: null} and {@code OutputPath: null} mean: an empty object. */
    static Expression emptyObject() {
        return scope -> Json.MAPPER.createObjectNode();
    }
}
