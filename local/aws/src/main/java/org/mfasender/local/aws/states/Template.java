package org.mfasender.local.aws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Payload Template: JSON in which a member {@code "name.$"} gives a path or an intrinsic function for {@code name}. */
final class Template {

    private Template() {}

    static Expression parse(JsonNode template, String location) throws InvalidDefinition {
        return switch (template) {
            case ObjectNode object -> object(object, location);
            case ArrayNode array -> array(array, location);
            default -> Expression.constant(template);
        };
    }

    private static Expression object(ObjectNode template, String location) throws InvalidDefinition {
        Map<String, Expression> members = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : template.properties()) {
            String key = member.getKey();
            String place = location + "/" + key;
            boolean dynamic = key.endsWith(".$");
            String name = dynamic ? key.substring(0, key.length() - 2) : key;
            if (dynamic && !member.getValue().isTextual()) {
                throw new InvalidDefinition(place, "Must be a path or an intrinsic function");
            }
            Expression value =
                    dynamic ? Expression.parse(member.getValue().textValue(), place) : parse(member.getValue(), place);
            if (members.putIfAbsent(name, value) != null) {
                throw new InvalidDefinition(place, "Member '" + name + "' is given twice");
            }
        }
        return scope -> {
            ObjectNode value = Json.MAPPER.createObjectNode();
            for (Map.Entry<String, Expression> member : members.entrySet()) {
                value.set(member.getKey(), member.getValue().evaluate(scope));
            }
            return value;
        };
    }

    private static Expression array(ArrayNode template, String location) throws InvalidDefinition {
        List<Expression> elements = new ArrayList<>();
        for (JsonNode element : template) {
            elements.add(parse(element, location + "/" + elements.size()));
        }
        return scope -> {
            ArrayNode value = Json.MAPPER.createArrayNode();
            for (Expression element : elements) {
                value.add(element.evaluate(scope));
            }
            return value;
        };
    }
}
