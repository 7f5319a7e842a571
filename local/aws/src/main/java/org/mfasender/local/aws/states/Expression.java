package org.mfasender.local.aws.states;

import com.fasterxml.jackson.databind.JsonNode;

/** Evaluates to a value at run time. */
@FunctionalInterface
interface Expression {

    JsonNode evaluate(Scope scope) throws StateError;

    /** A path or an intrinsic function. */
    static Expression parse(String text, String location) throws InvalidDefinition {
        return text.startsWith("States.") ? Format.parse(text, location) : Path.parse(text, location);
    }
}
