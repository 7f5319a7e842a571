package org.mfasender.functions;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.dynamodb.ItemChange;
import org.mfasender.relay.Relay.Delivered;
import software.amazon.awssdk.core.SdkBytes;

/** Reads the records of a table's stream, which Lambda's events have in types of their own. */
final class StreamRecords {

    private StreamRecords() {}

    /** The changes in an event; a deletion is none. */
    static List<Delivered> read(DynamodbEvent event) {
        return event.getRecords().stream()
                .map(DynamodbStreamRecord::getDynamodb)
                .filter(record -> record.getNewImage() != null)
                .map(record -> new Delivered(record.getSequenceNumber(), change(record)))
                .toList();
    }

    private static ItemChange change(StreamRecord record) {
        return new ItemChange(
                Objects.requireNonNull(record.getKeys().get("pk")).getS(),
                record.getOldImage() == null ? null : item(record.getOldImage()),
                item(record.getNewImage()));
    }

    private static Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item(
            Map<String, AttributeValue> attributes) {
        return attributes.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, attribute -> value(attribute.getValue())));
    }

    private static software.amazon.awssdk.services.dynamodb.model.AttributeValue value(AttributeValue value) {
        return software.amazon.awssdk.services.dynamodb.model.AttributeValue.builder()
                .s(value.getS())
                .n(value.getN())
                .bool(value.getBOOL())
                .nul(value.getNULL())
                .b(value.getB() == null ? null : SdkBytes.fromByteBuffer(value.getB()))
                .ss(value.getSS())
                .ns(value.getNS())
                .bs(all(value.getBS(), SdkBytes::fromByteBuffer))
                .l(all(value.getL(), StreamRecords::value))
                .m(value.getM() == null ? null : item(value.getM()))
                .build();
    }

    private static <S, T> @Nullable List<T> all(@Nullable List<S> values, Function<S, T> conversion) {
        return values == null ? null : values.stream().map(conversion).toList();
    }
}
