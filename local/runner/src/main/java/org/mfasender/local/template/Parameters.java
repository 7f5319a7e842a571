package org.mfasender.local.template;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.template.Value.Members;

/** The template's parameters with the values of this run, checked against the template's own rules. */
final class Parameters {
    private static final Set<String> KNOWN = Set.of(
            "Type",
            "Default",
            "Description",
            "ConstraintDescription",
            "NoEcho",
            "AllowedPattern",
            "AllowedValues",
            "MinLength",
            "MaxLength",
            "MinValue",
            "MaxValue");

    private Parameters() {}

    static Map<String, String> resolve(Members declared, Map<String, String> given) {
        for (String name : given.keySet()) {
            if (declared.get(name) == null) {
                throw declared.error("there is no parameter " + name + " to give a value to");
            }
        }
        Map<String, String> values = new HashMap<>();
        declared.members().forEach((name, parameter) -> {
            Members rules = parameter.asMembers().onlyKnows(KNOWN);
            String value = given.get(name);
            if (value == null) {
                value = rules.require("Default").asText();
            }
            check(name, value, rules);
            values.put(name, value);
        });
        return values;
    }

    private static void check(String name, String value, Members rules) {
        String pattern = text(rules, "AllowedPattern");
        if (pattern != null && !value.matches(pattern)) {
            String shown = "true".equals(text(rules, "NoEcho")) ? "The value" : "\"" + value + "\"";
            String reason = text(rules, "ConstraintDescription");
            throw rules.error(shown + " does not match " + pattern + (reason == null ? "" : ": " + reason));
        }
        Value allowed = rules.get("AllowedValues");
        if (allowed != null
                && allowed.asItems().stream().noneMatch(item -> item.asText().equals(value))) {
            throw rules.error("\"" + value + "\" is not one of the allowed values");
        }
        String type = rules.require("Type").asText();
        switch (type) {
            case "String" -> checkRange(BigDecimal.valueOf(value.length()), value, rules, "Length");
            case "Number" -> checkRange(number(value, rules), value, rules, "Value");
            default -> throw rules.error("unsupported parameter type " + type + " of " + name);
        }
    }

    private static void checkRange(BigDecimal size, String value, Members rules, String suffix) {
        String least = text(rules, "Min" + suffix);
        String most = text(rules, "Max" + suffix);
        if (least != null && size.compareTo(number(least, rules)) < 0) {
            throw rules.error("\"" + value + "\" is below Min" + suffix + " " + least);
        }
        if (most != null && size.compareTo(number(most, rules)) > 0) {
            throw rules.error("\"" + value + "\" is above Max" + suffix + " " + most);
        }
    }

    private static BigDecimal number(String value, Members rules) {
        try {
            return new BigDecimal(value);
        } catch (NumberFormatException e) {
            throw rules.error("\"" + value + "\" is not a number");
        }
    }

    private static @Nullable String text(Members rules, String name) {
        Value value = rules.get(name);
        return value == null ? null : value.asText();
    }
}
