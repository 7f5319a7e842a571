package org.mfasender.local.aws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.util.Optional;
import java.util.regex.Pattern;

/** A JSONPath into the state's data ({@code $}) or the context object ({@code $$}). */
final class Path implements Expression {

    private static final Configuration CONFIGURATION = Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider(Json.MAPPER))
            .mappingProvider(new JacksonMappingProvider(Json.MAPPER))
            .build();
    private static final Pattern FUNCTION = Pattern.compile("\\.[A-Za-z]+\\(");
    private static final Pattern CONTEXT = Pattern.compile("\\$\\$"
            + "|\\$\\$\\.Execution(\\.(Id|Name|RoleArn|StartTime|Input([.\\[].*)?))?"
            + "|\\$\\$\\.State(\\.(Name|EnteredTime|RetryCount))?"
            + "|\\$\\$\\.StateMachine(\\.(Id|Name))?");

    private final String text;
    private final boolean ofContext;
    private final JsonPath compiled;

    private Path(String text, boolean ofContext, JsonPath compiled) {
        this.text = text;
        this.ofContext = ofContext;
        this.compiled = compiled;
    }

    static Path parse(String text, String location) throws InvalidDefinition {
        boolean ofContext = text.startsWith("$$");
        if (!text.startsWith("$") || FUNCTION.matcher(text).find()) {
            throw new InvalidDefinition(location, "Not a supported JSONPath: '" + text + "'");
        }
        if (ofContext && !CONTEXT.matcher(text).matches()) {
            throw new InvalidDefinition(location, "Not a supported member of the context object: '" + text + "'");
        }
        try {
            return new Path(text, ofContext, JsonPath.compile(ofContext ? text.substring(1) : text));
        } catch (InvalidPathException malformed) {
            throw new InvalidDefinition(location, "Not a JSONPath: '" + text + "'");
        }
    }

    @Override
    public JsonNode evaluate(Scope scope) throws StateError {
        return find(scope)
                .orElseThrow(() -> StateError.runtime("The JSONPath '" + text + "' could not be found in the input."));
    }

    /** Empty if there is nothing at a definite path. */
    Optional<JsonNode> find(Scope scope) {
        try {
            JsonNode found = compiled.read(ofContext ? scope.context() : scope.data(), CONFIGURATION);
            return Optional.ofNullable(found);
        } catch (PathNotFoundException nothing) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
