package org.mfasender.aws;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The environment variables of a function, as {@code template.yaml} sets them. A missing one fails at start, by name. */
public record FunctionEnvironment(Map<String, String> variables) {

    public FunctionEnvironment {
        variables = Map.copyOf(variables);
    }

    public String text(String name) {
        return optional(name)
                .orElseThrow(() -> new IllegalStateException("The environment variable " + name + " is not set"));
    }

    public Optional<String> optional(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    public URI uri(String name) {
        return URI.create(text(name));
    }

    public int number(String name) {
        String value = text(name);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalStateException("The environment variable " + name + " is no whole number: " + value, e);
        }
    }

    public Duration seconds(String name) {
        return Duration.ofSeconds(number(name));
    }

    /** A comma-separated list; blanks around its elements don't count. */
    public List<String> list(String name) {
        return List.of(text(name).split(",", -1)).stream().map(String::strip).toList();
    }

    /** Never prints the values: AWS puts credentials among them. */
    @Override
    public String toString() {
        return "FunctionEnvironment" + variables.keySet();
    }
}
