package org.mfasender.local.rights;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One key of a statement's {@code Condition}.
 *
 * @param operator such as {@code StringEquals} or {@code ForAllValues:StringLike}
 * @param key of the request's context
 * @param wanted any of them will do
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">IAM: condition
 *     operators</a>
 */
public record Condition(String operator, String key, List<String> wanted) {

    private static final String FOR_ALL = "ForAllValues:";
    private static final String FOR_ANY = "ForAnyValue:";

    public Condition {
        wanted = List.copyOf(wanted);
        matches(
                operator.substring(operator.indexOf(':') + 1),
                "0",
                "0"); // an operator that is not known is found at once
    }

    /**
     * Whether the request fulfils it. Without {@code ForAllValues} a key has to be there.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html">
     *     Single-valued vs. multivalued context keys</a>
     */
    boolean holds(AccessRequest request) {
        List<String> values = request.values(key);
        if (operator.equals("Null")) {
            return wanted.equals(List.of(Boolean.toString(values.isEmpty())));
        }
        if (operator.startsWith(FOR_ALL)) {
            return values.stream().allMatch(value -> isWanted(operator.substring(FOR_ALL.length()), value));
        }
        if (operator.startsWith(FOR_ANY)) {
            return values.stream().anyMatch(value -> isWanted(operator.substring(FOR_ANY.length()), value));
        }
        return values.size() == 1 && isWanted(operator, values.getFirst());
    }

    /** One condition for each value that is enough; what has to hold for all values stays together. */
    List<Condition> parts() {
        return operator.startsWith(FOR_ALL)
                ? List.of(this)
                : wanted.stream()
                        .map(value -> new Condition(operator, key, List.of(value)))
                        .toList();
    }

    private boolean isWanted(String comparison, String value) {
        return wanted.stream().anyMatch(pattern -> matches(comparison, pattern, value));
    }

    private static boolean matches(String comparison, String pattern, String value) {
        return switch (comparison) {
            case "StringEquals" -> value.equals(pattern);
            case "StringLike", "ArnEquals", "ArnLike" -> isLike(pattern, value);
            case "NumericEquals" -> new BigDecimal(value).compareTo(new BigDecimal(pattern)) == 0;
            case "Null" -> false; // not a comparison of values
            default -> throw new IllegalArgumentException("unknown condition operator " + comparison);
        };
    }

    /** Whether a value fits a pattern in which {@code *} stands for anything and {@code ?} for one character. */
    static boolean isLike(String pattern, String value) {
        String expression = pattern.chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        return value.matches(expression);
    }
}
