package org.mfasender.local.aws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A Payload Template: a JSON object whose members {@code "name.$"} are a path or an intrinsic function for {@code name}. */
record Template(Map<String, Expression> members) implements Expression {

    static Template parse(Fields fields) throws InvalidDefinition {
        Map<String, Expression> members = new LinkedHashMap<>();
        for (String key : fields.names()) {
            String name = key.endsWith(".$") ? key.substring(0, key.length() - 2) : key;
            if (members.put(name, member(fields, key)) != null) {
                throw fields.invalid(key, "Member '" + name + "' is given twice");
            }
        }
        return new Template(members);
    }

    private static Expression member(Fields fields, String key) throws InvalidDefinition {
        if (key.endsWith(".$")) {
            return Expression.parse(fields.text(key), fields.at(key));
        }
        JsonNode value = fields.node().path(key);
        if (value.isArray()) {
            throw fields.invalid(key, "An array is not supported in a template");
        }
        return value.isObject() ? parse(fields.object(key)) : scope -> value;
    }

    Set<String> names() {
        return members.keySet();
    }

    @Override
    public JsonNode evaluate(Scope scope) throws StateError {
        ObjectNode value = Json.MAPPER.createObjectNode();
        for (Map.Entry<String, Expression> member : members.entrySet()) {
            value.set(member.getKey(), member.getValue().evaluate(scope));
        }
        return value;
    }
}
