package org.mfasender.local.aws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The intrinsic function {@code States.Format('text {}', $.path, ...)}, the only one that is supported.
 *
 * @param parts the text before, between and after the arguments
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html">Intrinsic functions</a>
 */
record Format(List<String> parts, List<Path> arguments) implements Expression {

    private static final Pattern CALL =
            Pattern.compile("States\\.Format\\( *'((?:[^'\\\\{}]|\\{})*)'((?: *, *[^ ,()]+)*) *\\)");

    static Format parse(String text, String location) throws InvalidDefinition {
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            throw new InvalidDefinition(
                    location,
                    "'" + text + "' is not supported (supported: States.Format with a template without escapes"
                            + " and paths as arguments)");
        }
        List<Path> arguments = new ArrayList<>();
        for (Matcher argument = Pattern.compile("[^ ,]+").matcher(call.group(2)); argument.find(); ) {
            arguments.add(Path.parse(argument.group(), location));
        }
        List<String> parts = List.of(call.group(1).split("\\{}", -1));
        if (parts.size() != arguments.size() + 1) {
            throw new InvalidDefinition(location, "'" + text + "' needs one argument for each {}");
        }
        return new Format(parts, arguments);
    }

    @Override
    public JsonNode evaluate(Scope scope) throws StateError {
        StringBuilder text = new StringBuilder(parts.getFirst());
        for (int i = 0; i < arguments.size(); i++) {
            JsonNode value = arguments.get(i).evaluate(scope);
            text.append(value.isTextual() ? value.textValue() : value.toString());
            text.append(parts.get(i + 1));
        }
        return TextNode.valueOf(text.toString());
    }
}
