package org.mfasender.local.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads steps and checks out of an account's {@code provisioning}. */
final class Checks {

    private Checks() {}

    static JsonNode step(JsonNode resource, String name) {
        return StreamSupport.stream(resource.at("/provisioning/steps").spliterator(), false)
                .filter(step -> step.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no step " + name + " in " + resource));
    }

    static JsonNode check(JsonNode resource, String step, String name) {
        return StreamSupport.stream(step(resource, step).path("checks").spliterator(), false)
                .filter(check -> check.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no check " + name + " in " + resource));
    }

    /** Names of the checks with a status, over all steps. */
    static List<String> named(JsonNode resource, String status) {
        return StreamSupport.stream(resource.at("/provisioning/steps").spliterator(), false)
                .flatMap(step -> StreamSupport.stream(step.path("checks").spliterator(), false))
                .filter(check -> check.path("status").asText().equals(status))
                .map(check -> check.path("name").asText())
                .toList();
    }
}
