package org.mfasender.platform.dynamodb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mfasender.platform.json.Json;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Domain records as DynamoDB items: a record's components are the item's attributes. */
public final class Items {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Items() {}

    public static Map<String, AttributeValue> write(Object domainRecord) {
        return attributes(Json.MAPPER.valueToTree(domainRecord));
    }

    public static <T> T read(Map<String, AttributeValue> item, Class<T> type) {
        try {
            return Json.MAPPER.treeToValue(node(AttributeValue.fromM(item)), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The item " + item.get("pk") + " " + item.get("sk") + " is no " + type, e);
        }
    }

    private static Map<String, AttributeValue> attributes(JsonNode object) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        object.properties().forEach(member -> attributes.put(member.getKey(), attribute(member.getValue())));
        return attributes;
    }

    private static AttributeValue attribute(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> AttributeValue.fromM(attributes(value));
            case ARRAY -> {
                List<AttributeValue> elements = new ArrayList<>();
                value.forEach(element -> elements.add(attribute(element)));
                yield AttributeValue.fromL(elements);
            }
            case NUMBER -> AttributeValue.fromN(value.asText());
            case BOOLEAN -> AttributeValue.fromBool(value.booleanValue());
            case NULL, MISSING -> AttributeValue.fromNul(true);
            default -> AttributeValue.fromS(value.asText());
        };
    }

    private static JsonNode node(AttributeValue value) {
        return switch (value.type()) {
            case M -> {
                ObjectNode object = NODES.objectNode();
                value.m().forEach((name, member) -> object.set(name, node(member)));
                yield object;
            }
            case L -> {
                ArrayNode array = NODES.arrayNode();
                value.l().forEach(element -> array.add(node(element)));
                yield array;
            }
            case N -> NODES.numberNode(new BigDecimal(value.n()));
            case BOOL -> NODES.booleanNode(value.bool());
            case NUL -> NODES.nullNode();
            case S -> NODES.textNode(value.s());
            default -> throw new IllegalStateException("An attribute of type " + value.type() + " is not ours");
        };
    }
}
