package org.mfasender.local.aws.states;

import com.fasterxml.jackson.databind.JsonNode;

/** What paths select from: the state's data, {@code $}, and the context object, {@code $$}. */
record Scope(JsonNode data, JsonNode context) {

    Scope with(JsonNode other) {
        return new Scope(other, context);
    }
}
