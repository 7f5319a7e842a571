package org.mfasender.local.aws.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the rules of a Choice state. */
final class ChoiceReader {

    private static final Pattern COMPARISON = Pattern.compile(
            "(String|Numeric|Timestamp|Boolean)(Equals|LessThan|LessThanEquals|GreaterThan|GreaterThanEquals)(Path)?");
    private static final Pattern KIND = Pattern.compile("Is(Null|Present|Numeric|String|Boolean|Timestamp)");

    private ChoiceReader() {}

    static State.Rule rule(Fields fields) throws InvalidDefinition {
        String next = fields.text("Next");
        fields.comment();
        return new State.Rule(condition(fields), next);
    }

    private static State.Condition condition(Fields fields) throws InvalidDefinition {
        State.Condition condition;
        if (fields.has("And")) {
            List<State.Condition> all = conditions(fields, "And");
            condition = scope -> {
                for (State.Condition one : all) {
                    if (!one.test(scope)) {
                        return false;
                    }
                }
                return true;
            };
        } else if (fields.has("Or")) {
            List<State.Condition> any = conditions(fields, "Or");
            condition = scope -> {
                for (State.Condition one : any) {
                    if (one.test(scope)) {
                        return true;
                    }
                }
                return false;
            };
        } else if (fields.has("Not")) {
            State.Condition inner = condition(fields.object("Not"));
            condition = scope -> !inner.test(scope);
        } else {
            condition = comparison(fields);
        }
        fields.done();
        return condition;
    }

    private static List<State.Condition> conditions(Fields fields, String name) throws InvalidDefinition {
        List<State.Condition> conditions = new ArrayList<>();
        for (Fields one : fields.objects(name)) {
            conditions.add(condition(one));
        }
        return conditions;
    }

    private static State.Condition comparison(Fields fields) throws InvalidDefinition {
        Path variable = Path.parse(fields.text("Variable"), fields.at("Variable"));
        for (String name : fields.names()) {
            Matcher comparison = COMPARISON.matcher(name);
            if (comparison.matches()
                    && (!comparison.group(1).equals("Boolean")
                            || comparison.group(2).equals("Equals"))) {
                return typed(variable, comparison, operand(fields, name, comparison));
            }
            Matcher kind = KIND.matcher(name);
            if (kind.matches()) {
                return kind(variable, kind.group(1), bool(fields, name));
            }
            if (name.equals("StringMatches")) {
                Pattern wildcard = wildcard(fields.text(name), fields.at(name));
                return scope -> {
                    JsonNode value = value(variable, scope);
                    return value.isTextual()
                            && wildcard.matcher(value.textValue()).matches();
                };
            }
        }
        throw new InvalidDefinition(fields.location(), "A comparison operator is required");
    }

    private static Expression operand(Fields fields, String name, Matcher comparison) throws InvalidDefinition {
        JsonNode value = fields.node(name);
        if (comparison.group(3) != null) {
            Path path = Path.parse(fields.text(name), fields.at(name));
            return scope -> value(path, scope);
        }
        if (value == null || key(comparison.group(1), value) == null) {
            throw fields.invalid(name, "The value has the wrong type");
        }
        return Expression.constant(value);
    }

    private static State.Condition typed(Path variable, Matcher comparison, Expression operand) {
        String type = comparison.group(1);
        IntPredicate accepted = switch (comparison.group(2)) {
            case "Equals" -> order -> order == 0;
            case "LessThan" -> order -> order < 0;
            case "LessThanEquals" -> order -> order <= 0;
            case "GreaterThan" -> order -> order > 0;
            default -> order -> order >= 0;
        };
        return scope -> {
            Comparable<?> left = key(type, value(variable, scope));
            Comparable<?> right = key(type, operand.evaluate(scope));
            return left != null && right != null && accepted.test(compare(left, right));
        };
    }

    /** Both come from {@link #key} for one type, so they are of one class. */
    @SuppressWarnings("unchecked")
    private static int compare(Comparable<?> left, Comparable<?> right) {
        return ((Comparable<Object>) left).compareTo(right);
    }

    /** The value as something to compare, or null if it is of another type: then no comparison holds. */
    private static @Nullable Comparable<?> key(String type, JsonNode value) {
        return switch (type) {
            case "String" -> value.isTextual() ? value.textValue() : null;
            case "Numeric" -> value.isNumber() ? value.decimalValue() : null;
            case "Boolean" -> value.isBoolean() ? value.booleanValue() : null;
            default -> timestamp(value).orElse(null);
        };
    }

    static Optional<Instant> timestamp(JsonNode value) {
        try {
            return value.isTextual()
                    ? Optional.of(OffsetDateTime.parse(value.textValue()).toInstant())
                    : Optional.empty();
        } catch (DateTimeException notTimestamp) {
            return Optional.empty();
        }
    }

    private static State.Condition kind(Path variable, String kind, boolean wanted) {
        if (kind.equals("Present")) {
            return scope -> variable.find(scope).isPresent() == wanted;
        }
        return scope -> {
            JsonNode value = value(variable, scope);
            boolean is = switch (kind) {
                case "Null" -> value.isNull();
                case "Numeric" -> value.isNumber();
                case "String" -> value.isTextual();
                case "Boolean" -> value.isBoolean();
                default -> timestamp(value).isPresent();
            };
            return is == wanted;
        };
    }

    private static boolean bool(Fields fields, String name) throws InvalidDefinition {
        JsonNode value = fields.node(name);
        if (value == null || !value.isBoolean()) {
            throw fields.invalid(name, "true or false is required");
        }
        return value.booleanValue();
    }

    private static JsonNode value(Path path, Scope scope) throws StateError {
        return path.find(scope)
                .orElseThrow(() -> StateError.runtime(
                        "Invalid path '" + path + "': The choice state's condition path references an invalid value."));
    }

    /** {@code *} stands for any text, {@code \*} for itself and {@code \\} for a backslash. */
    private static Pattern wildcard(String text, String location) throws InvalidDefinition {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '*') {
                pattern.append(".*");
                continue;
            }
            if (letter == '\\') {
                i++;
                if (i == text.length() || "*\\".indexOf(text.charAt(i)) < 0) {
                    throw new InvalidDefinition(location, "Only * and \\ can be escaped");
                }
                letter = text.charAt(i);
            }
            pattern.append(Pattern.quote(String.valueOf(letter)));
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL);
    }
}
