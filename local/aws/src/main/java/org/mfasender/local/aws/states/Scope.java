package org.mfasender.local.aws.states;

import com.fasterxml.jackson.databind.JsonNode;

/** What paths are evaluated against: {@code $} and {@code $$}. */
record Scope(JsonNode data, JsonNode context) {

    Scope with(JsonNode other) {
        return new Scope(other, context);
    }
}
