package org.mfasender.platform.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Environment variables by name. A missing one fails at start and is named. */
record Variables(Map<String, String> values) {

    Variables {
        values = Map.copyOf(values);
    }

    String text(String name) {
        return optional(name)
                .orElseThrow(() -> new IllegalStateException("The environment variable " + name + " is not set"));
    }

    /** Blank is the same as absent. */
    Optional<String> optional(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    URI uri(String name) {
        return URI.create(text(name));
    }

    int number(String name) {
        String value = text(name);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalStateException("The environment variable " + name + " is not a whole number: " + value, e);
        }
    }

    Duration seconds(String name) {
        return Duration.ofSeconds(number(name));
    }

    boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    /** A comma-separated list without the blanks around its elements. */
    List<String> list(String name) {
        return List.of(text(name).split(",", -1)).stream().map(String::strip).toList();
    }

    /** Never prints the values: AWS puts credentials among them. */
    @Override
    public String toString() {
        return "Variables" + values.keySet();
    }
}
