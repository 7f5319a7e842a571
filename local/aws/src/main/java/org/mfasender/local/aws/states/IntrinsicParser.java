package org.mfasender.local.aws.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code States.Name(argument, ...)}: strings in single quotes, numbers, true, false, null, paths, nested calls. */
final class IntrinsicParser {

    private final String text;
    private final String location;
    private int position;

    IntrinsicParser(String text, String location) {
        this.text = text;
        this.location = location;
    }

    Expression parse() throws InvalidDefinition {
        Expression expression = call();
        skipSpaces();
        if (position < text.length()) {
            throw invalid("Unexpected '" + text.substring(position) + "' after the call");
        }
        return expression;
    }

    private Expression call() throws InvalidDefinition {
        int open = text.indexOf('(', position);
        String name = open < 0 ? text.substring(position) : text.substring(position, open);
        Intrinsic function = Intrinsic.named(name.strip());
        if (open < 0 || function == null) {
            throw invalid("Unsupported intrinsic function '" + name + "'");
        }
        position = open + 1;
        List<Expression> arguments = new ArrayList<>();
        skipSpaces();
        while (!at(')')) {
            arguments.add(argument(function == Intrinsic.FORMAT && arguments.isEmpty()));
            skipSpaces();
            if (at(',')) {
                position++;
                skipSpaces();
                if (at(')')) {
                    throw invalid("An argument is missing");
                }
            } else if (!at(')')) {
                throw invalid("',' or ')' expected at position " + position);
            }
        }
        position++;
        if (arguments.size() < function.fewest() || arguments.size() > function.most()) {
            throw invalid("Wrong number of arguments for " + function.functionName());
        }
        return scope -> {
            List<JsonNode> values = new ArrayList<>();
            for (Expression argument : arguments) {
                values.add(argument.evaluate(scope));
            }
            return function.apply(values);
        };
    }

    private Expression argument(boolean template) throws InvalidDefinition {
        if (at('\'')) {
            return Expression.constant(Json.MAPPER.getNodeFactory().textNode(string(template)));
        }
        if (at('$')) {
            return Path.parse(untilEndOfArgument(), location);
        }
        if (text.startsWith("States.", position)) {
            return call();
        }
        String literal = untilEndOfArgument();
        try {
            JsonNode value = Json.parse(literal);
            if (value.isNumber() || value.isBoolean() || value.isNull()) {
                return Expression.constant(value);
            }
        } catch (JsonProcessingException notJson) {
            throw invalid("Not an argument: " + literal);
        }
        throw invalid("Not an argument: " + literal);
    }

    /** Escapes are {@code \'}, {@code \\}, {@code \{} and {@code \}}; a format template keeps the escapes of braces. */
    private String string(boolean template) throws InvalidDefinition {
        StringBuilder value = new StringBuilder();
        for (position++; position < text.length(); position++) {
            char letter = text.charAt(position);
            if (letter == '\'') {
                position++;
                return value.toString();
            }
            if (letter == '\\') {
                position++;
                char escaped = position < text.length() ? text.charAt(position) : ' ';
                if ("'\\{}".indexOf(escaped) < 0) {
                    throw invalid("Unknown escape in a string");
                }
                if (template && escaped != '\'') {
                    value.append('\\');
                }
                letter = escaped;
            }
            value.append(letter);
        }
        throw invalid("A string has no end");
    }

    private String untilEndOfArgument() throws InvalidDefinition {
        int start = position;
        int depth = 0;
        boolean quoted = false;
        for (; position < text.length(); position++) {
            char letter = text.charAt(position);
            if (letter == '\'') {
                quoted = !quoted;
            }
            if (quoted) {
                continue;
            }
            if (depth == 0 && (letter == ',' || letter == ')')) {
                return text.substring(start, position).strip();
            }
            if (letter == '(' || letter == '[') {
                depth++;
            } else if (letter == ')' || letter == ']') {
                depth--;
            }
        }
        throw invalid("')' is missing");
    }

    private boolean at(char letter) {
        return position < text.length() && text.charAt(position) == letter;
    }

    private void skipSpaces() {
        while (at(' ')) {
            position++;
        }
    }

    private InvalidDefinition invalid(String problem) {
        return new InvalidDefinition(location, problem);
    }
}
