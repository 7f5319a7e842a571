package org.mfasender.local.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mfasender.local.template.Value.Intrinsic;
import org.mfasender.local.template.Value.Members;

/** The template's {@code Conditions}, which depend on nothing but parameters, and its {@code Rules} for these. */
final class Conditions {
    private final Members declared;
    private final Resolver parameters;
    private final Map<String, Boolean> known = new HashMap<>();

    /**
     * Conditions that are evaluated when they are asked for.
     *
     * @param parameters resolves parameters and pseudo parameters only, as CloudFormation does at this time
     */
    Conditions(Members declared, Resolver parameters) {
        this.declared = declared;
        this.parameters = parameters;
    }

    /** Evaluates every condition, so that one that cannot be is found even where nothing uses it. */
    Conditions checked() {
        declared.members().forEach((name, value) -> holds(name, value));
        return this;
    }

    /** Whether the condition of that name holds. */
    boolean holds(String name, Value at) {
        Boolean value = known.get(name);
        if (value == null) {
            Value condition = declared.get(name);
            if (condition == null) {
                throw at.error("no condition is called " + name);
            }
            value = holds(condition);
            known.put(name, value);
        }
        return value;
    }

    /** Refuses parameters that a rule forbids. */
    void check(Members rules) {
        for (Value value : rules.members().values()) {
            Members rule = value.asMembers().onlyKnows(Set.of("RuleCondition", "Assertions"));
            Value when = rule.get("RuleCondition");
            if (when != null && !holds(when)) {
                continue;
            }
            for (Value item : rule.require("Assertions").asItems()) {
                Members assertion = item.asMembers().onlyKnows(Set.of("Assert", "AssertDescription"));
                if (!holds(assertion.require("Assert"))) {
                    throw assertion.error(assertion.require("AssertDescription").asText());
                }
            }
        }
    }

    private boolean holds(Value value) {
        if (!(value instanceof Intrinsic condition)) {
            throw value.error("a condition has to be a function");
        }
        Value argument = condition.argument();
        return switch (condition.function()) {
            case "Condition" -> holds(argument.asText(), condition);
            case "Fn::Not" -> !holds(argument.asItems().getFirst());
            case "Fn::And" -> argument.asItems().stream().allMatch(this::holds);
            case "Fn::Or" -> argument.asItems().stream().anyMatch(this::holds);
            case "Fn::Equals" -> {
                List<Value> sides = parameters.resolve(argument).asItems();
                yield sides.size() == 2
                        && sides.getFirst().asText().equals(sides.getLast().asText());
            }
            default -> throw condition.error("unsupported function " + condition.function());
        };
    }
}
