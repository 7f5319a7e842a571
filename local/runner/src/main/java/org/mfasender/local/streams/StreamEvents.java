package org.mfasender.local.streams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/**
 * Records of a stream as Lambda passes them to functions.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using Lambda with DynamoDB</a>
 */
final class StreamEvents {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StreamEvents() {}

    /** One record of an event. */
    static ObjectNode record(Record record, String streamArn) {
        StreamRecord change = record.dynamodb();
        ObjectNode event = JSON.createObjectNode()
                .put("eventID", record.eventID())
                .put("eventName", record.eventNameAsString())
                .put("eventVersion", record.eventVersion())
                .put("eventSource", record.eventSource())
                .put("awsRegion", record.awsRegion());
        ObjectNode dynamodb = event.putObject("dynamodb")
                .put(
                        "ApproximateCreationDateTime",
                        change.approximateCreationDateTime().getEpochSecond());
        dynamodb.set("Keys", item(change.keys()));
        if (change.hasNewImage()) {
            dynamodb.set("NewImage", item(change.newImage()));
        }
        if (change.hasOldImage()) {
            dynamodb.set("OldImage", item(change.oldImage()));
        }
        dynamodb.put("SequenceNumber", change.sequenceNumber())
                .put("SizeBytes", change.sizeBytes())
                .put("StreamViewType", change.streamViewTypeAsString());
        return event.put("eventSourceARN", streamArn);
    }

    private static ObjectNode item(Map<String, AttributeValue> attributes) {
        ObjectNode item = JSON.createObjectNode();
        attributes.forEach((name, value) -> item.set(name, value(value)));
        return item;
    }

    private static ObjectNode value(AttributeValue value) {
        ObjectNode node = JSON.createObjectNode();
        return switch (value.type()) {
            case S -> node.put("S", value.s());
            case N -> node.put("N", value.n());
            case B -> node.put("B", base64(value.b()));
            case BOOL -> node.put("BOOL", value.bool());
            case NUL -> node.put("NULL", true);
            case M -> node.set("M", item(value.m()));
            case L ->
                node.set("L", list(value.l().stream().map(StreamEvents::value).toList()));
            case SS -> node.set("SS", JSON.valueToTree(value.ss()));
            case NS -> node.set("NS", JSON.valueToTree(value.ns()));
            case BS ->
                node.set(
                        "BS",
                        JSON.valueToTree(
                                value.bs().stream().map(StreamEvents::base64).toList()));
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("An attribute of an unknown type");
        };
    }

    private static ArrayNode list(List<? extends JsonNode> nodes) {
        return JSON.createArrayNode().addAll(nodes);
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArray());
    }
}
