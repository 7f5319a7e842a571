package org.mfasender.local.aws.states;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;

/** A path of member names into the state's data, {@code $.a.b}, or to a value of the context object. */
record Path(String text, JsonPointer members) implements Expression {

    private static final Pattern SUPPORTED = Pattern.compile("\\$(\\.[A-Za-z_][A-Za-z0-9_-]*)*");
    private static final Set<String> CONTEXT =
            Set.of("$$.Execution.Name", "$$.State.EnteredTime", "$$.State.RetryCount");

    static Path parse(String text, String location) throws InvalidDefinition {
        if (!CONTEXT.contains(text) && !SUPPORTED.matcher(text).matches()) {
            throw new InvalidDefinition(
                    location,
                    "Path '" + text + "' is not supported (supported: $, member names such as $.a.b, "
                            + String.join(", ", CONTEXT.stream().sorted().toList()) + ")");
        }
        return new Path(text, JsonPointer.compile(text.replaceFirst("^\\$+", "").replace('.', '/')));
    }

    @Override
    public JsonNode evaluate(Scope scope) throws StateError {
        JsonNode found = (text.startsWith("$$") ? scope.context() : scope.data()).at(members);
        if (found.isMissingNode()) {
            throw StateError.runtime("The JSONPath '" + text + "' could not be found in the input.");
        }
        return found;
    }

    /** Evaluates to a text. */
    String text(Scope scope) throws StateError {
        JsonNode value = evaluate(scope);
        if (!value.isTextual()) {
            throw StateError.runtime("The JSONPath '" + text + "' must select a string.");
        }
        return value.textValue();
    }
}
