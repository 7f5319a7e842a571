package org.mfasender.platform.dynamodb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mfasender.platform.json.Json;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stored records as DynamoDB items: a record's components are the item's attributes. */
public final class Items {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Items() {}

    /** A new item. */
    public static Map<String, AttributeValue> write(StoredRecord next) {
        return attributes(Json.MAPPER.valueToTree(next));
    }

    /**
     * An item with what is in it changed. What another release stored there stays, unknown attributes and unknown words alike.
     *
     * @param stored as it is stored
     * @param read the same, as this release writes what it reads there
     * @param next as it is to be
     */
    public static <T extends StoredRecord> Map<String, AttributeValue> rewrite(
            Map<String, AttributeValue> stored, T read, T next) {
        return new Rewriting(next.identities()).members(stored, write(read), write(next));
    }

    /**
     * Reads an item; what is in it and not in the type is left alone.
     *
     * @throws IllegalStateException when a member has another type than ours; names the item and the member, not what is in it
     */
    public static <T extends StoredRecord> T read(Map<String, AttributeValue> item, Class<T> type) {
        try {
            return Json.MAPPER.treeToValue(node(AttributeValue.fromM(item)), type);
        } catch (JsonProcessingException e) {
            // Without the cause, whose message quotes the value.
            throw new IllegalStateException(
                    "The item " + key(item) + " cannot be read as " + type.getSimpleName() + ": see " + member(e));
        }
    }

    private static String key(Map<String, AttributeValue> item) {
        return Stream.of("pk", "sk")
                .map(item::get)
                .map(part -> part == null ? "?" : part.s())
                .collect(Collectors.joining(" "));
    }

    private static String member(JsonProcessingException failure) {
        return failure instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(part -> part.getFieldName() == null ? "[]" : part.getFieldName())
                        .collect(Collectors.joining("."))
                : "its form";
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
            // We store no sets and no binary values: ignored in an unknown member, an error in a known one.
            default -> NODES.arrayNode().add(NODES.arrayNode());
        };
    }
}
