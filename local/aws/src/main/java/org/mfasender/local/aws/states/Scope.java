package org.mfasender.local.aws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What paths select from: the state's data, {@code $}, and the context object, {@code $$}. */
record Scope(JsonNode data, ObjectNode context) {

    Scope with(JsonNode other) {
        return new Scope(other, context);
    }

    /** @param retries how often the state's task was repeated */
    Scope retried(int retries) {
        ObjectNode changed = context.deepCopy();
        changed.withObject("State").put("RetryCount", retries);
        return new Scope(data, changed);
    }
}
