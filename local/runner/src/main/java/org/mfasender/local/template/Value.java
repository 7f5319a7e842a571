package org.mfasender.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A value of the template together with its place, which every complaint names. */
sealed interface Value {
    /** Such as {@code template.yaml line 12, Resources.Table.Type}. */
    String place();

    /** A scalar as written; YAML's types do not matter, since CloudFormation's parameters and variables are strings. */
    record Text(String text, String place) implements Value {}

    record Items(List<Value> items, String place) implements Value {}

    record Members(Map<String, Value> members, String place) implements Value {
        @Nullable
        Value get(String name) {
            return members.get(name);
        }

        Value require(String name) {
            Value value = members.get(name);
            if (value == null) {
                throw error(name + " is missing");
            }
            return value;
        }

        Members orEmpty(String name) {
            Value value = members.get(name);
            return value == null ? new Members(Map.of(), place + "." + name) : value.asMembers();
        }

        Members onlyKnows(Set<String> known) {
            members.forEach((name, value) -> {
                if (!known.contains(name)) {
                    throw value.error("not supported locally; known here: " + String.join(", ", sorted(known)));
                }
            });
            return this;
        }

        private static List<String> sorted(Set<String> names) {
            return names.stream().sorted().toList();
        }
    }

    /** A function of CloudFormation, such as {@code Ref} or {@code Fn::Sub}, with its argument. */
    record Intrinsic(String function, Value argument, String place) implements Value {}

    /** What {@code AWS::NoValue} stands for: the member or item that is not there. */
    record Nothing(String place) implements Value {}

    default TemplateException error(String reason) {
        return new TemplateException(place(), reason);
    }

    default String asText() {
        if (this instanceof Text text) {
            return text.text();
        }
        throw error("expected a single value");
    }

    default List<Value> asItems() {
        if (this instanceof Items items) {
            return items.items();
        }
        throw error("expected a list");
    }

    default Members asMembers() {
        if (this instanceof Members members) {
            return members;
        }
        throw error("expected a map");
    }

    /**
     * Lays a resource's property over the one of {@code Globals}: maps are merged, lists appended, anything else replaced.
     *
     * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html">
     *     SAM: Globals, overridable properties</a>
     */
    static Value merge(Value global, Value own) {
        if (global instanceof Members globals && own instanceof Members owns) {
            Map<String, Value> merged = new LinkedHashMap<>(globals.members());
            owns.members().forEach((name, value) -> merged.merge(name, value, Value::merge));
            return new Members(merged, owns.place());
        }
        if (global instanceof Items globals && own instanceof Items owns) {
            List<Value> merged = new ArrayList<>(globals.items());
            merged.addAll(owns.items());
            return new Items(merged, owns.place());
        }
        return own;
    }
}
