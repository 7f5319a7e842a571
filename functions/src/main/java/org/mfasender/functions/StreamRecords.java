package org.mfasender.functions;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.mfasender.platform.dynamodb.ItemChange;
import org.mfasender.platform.json.Json;
import org.mfasender.relay.Relay.Delivered;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads the records of a table's stream.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using AWS Lambda with Amazon DynamoDB: the event</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">AttributeValue</a>
 */
final class StreamRecords {

    private StreamRecords() {}

    /** The changes in an event; a deletion is none. */
    static List<Delivered> read(InputStream event) throws IOException {
        return all(Json.MAPPER.readTree(event).path("Records"), record -> record.path("dynamodb")).stream()
                .filter(record -> record.has("NewImage"))
                .map(record -> new Delivered(record.path("SequenceNumber").textValue(), change(record)))
                .toList();
    }

    private static ItemChange change(JsonNode record) {
        return new ItemChange(
                record.at("/Keys/pk/S").textValue(),
                record.has("OldImage") ? item(record.path("OldImage")) : null,
                item(record.path("NewImage")));
    }

    private static Map<String, AttributeValue> item(JsonNode attributes) {
        return attributes.properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, attribute -> value(attribute.getValue())));
    }

    private static AttributeValue value(JsonNode value) {
        Map.Entry<String, JsonNode> typed = value.properties().iterator().next();
        JsonNode content = typed.getValue();
        return switch (typed.getKey()) {
            case "S" -> AttributeValue.fromS(content.textValue());
            case "N" -> AttributeValue.fromN(content.textValue());
            case "BOOL" -> AttributeValue.fromBool(content.booleanValue());
            case "NULL" -> AttributeValue.fromNul(content.booleanValue());
            case "B" -> AttributeValue.fromB(bytes(content));
            case "SS" -> AttributeValue.fromSs(all(content, JsonNode::textValue));
            case "NS" -> AttributeValue.fromNs(all(content, JsonNode::textValue));
            case "BS" -> AttributeValue.fromBs(all(content, StreamRecords::bytes));
            case "L" -> AttributeValue.fromL(all(content, StreamRecords::value));
            case "M" -> AttributeValue.fromM(item(content));
            default -> throw new IllegalArgumentException("An attribute has the type " + typed.getKey());
        };
    }

    private static SdkBytes bytes(JsonNode base64) {
        try {
            return SdkBytes.fromByteArray(Objects.requireNonNull(base64.binaryValue()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> List<T> all(JsonNode array, Function<JsonNode, T> conversion) {
        return StreamSupport.stream(array.spliterator(), false).map(conversion).toList();
    }
}
