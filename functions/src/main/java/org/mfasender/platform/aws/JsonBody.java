package org.mfasender.platform.aws;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mfasender.platform.json.Json;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** The SDK's requests and answers as JSON, by the fields that they say they have. */
final class JsonBody {

    private JsonBody() {}

    static byte[] write(SdkPojo request) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = Json.MAPPER.createGenerator(bytes)) {
            object(request, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void object(SdkPojo object, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (SdkField<?> field : object.sdkFields()) {
            Object value = field.getValueOrDefault(object);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                out.writeFieldName(field.locationName());
                value(value, out);
            }
        }
        out.writeEndObject();
    }

    private static void value(Object value, JsonGenerator out) throws IOException {
        switch (value) {
            case String text -> out.writeString(text);
            case SdkPojo object -> object(object, out);
            case Map<?, ?> map -> {
                out.writeStartObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    out.writeFieldName((String) entry.getKey());
                    value(entry.getValue(), out);
                }
                out.writeEndObject();
            }
            case Collection<?> list -> {
                out.writeStartArray();
                for (Object element : list) {
                    value(element, out);
                }
                out.writeEndArray();
            }
            case SdkBytes bytes -> out.writeBinary(bytes.asByteArrayUnsafe());
            // In seconds, as all timestamps of these services
            case Instant time -> out.writeNumber(BigDecimal.valueOf(time.toEpochMilli(), 3));
            case Boolean truth -> out.writeBoolean(truth);
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case Double number -> out.writeNumber(number);
            default -> throw new IllegalArgumentException(value.getClass() + " is not written as JSON");
        }
    }

    /**
     * What an answer says, in a builder of the SDK's. Members that it does not know are passed over.
     *
     * @throws SdkClientException when a member is of another type
     */
    static <B extends SdkPojo> B read(JsonNode answer, B builder) {
        int unread = answer.size();
        for (SdkField<?> field : builder.sdkFields()) {
            // Of the ten members that a value in an item may have, one is there.
            if (unread == 0) {
                break;
            }
            JsonNode value = answer.get(field.locationName());
            if (value != null) {
                unread--;
                if (!value.isNull()) {
                    field.set(builder, value(value, field));
                }
            }
        }
        return builder;
    }

    private static Object value(JsonNode value, SdkField<?> field) {
        MarshallingType<?> type = field.marshallingType();
        if (type.equals(MarshallingType.STRING) && value.isTextual()) {
            return value.textValue();
        }
        if (type.equals(MarshallingType.SDK_POJO) && value.isObject()) {
            return ((SdkBuilder<?, ?>) read(value, field.constructor().get())).build();
        }
        if (type.equals(MarshallingType.MAP) && value.isObject()) {
            return map(value, field.getTrait(MapTrait.class).valueFieldInfo());
        }
        if (type.equals(MarshallingType.LIST) && value.isArray()) {
            return list(value, field.getTrait(ListTrait.class).memberFieldInfo());
        }
        if (type.equals(MarshallingType.BOOLEAN) && value.isBoolean()) {
            return value.booleanValue();
        }
        if (type.equals(MarshallingType.SDK_BYTES) && value.isTextual()) {
            return bytes(value);
        }
        if (value.isNumber()) {
            return number(value, type);
        }
        throw malformed(type);
    }

    private static Object number(JsonNode value, MarshallingType<?> type) {
        if (type.equals(MarshallingType.INTEGER)) {
            return value.intValue();
        }
        if (type.equals(MarshallingType.LONG)) {
            return value.longValue();
        }
        if (type.equals(MarshallingType.DOUBLE)) {
            return value.doubleValue();
        }
        if (type.equals(MarshallingType.INSTANT)) {
            return Instant.ofEpochMilli(value.decimalValue().movePointRight(3).longValue());
        }
        throw malformed(type);
    }

    private static Map<String, Object> map(JsonNode value, SdkField<?> of) {
        Map<String, Object> map = LinkedHashMap.newLinkedHashMap(value.size());
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            map.put(entry.getKey(), value(entry.getValue(), of));
        }
        return map;
    }

    private static List<Object> list(JsonNode value, SdkField<?> of) {
        List<Object> list = new ArrayList<>(value.size());
        for (JsonNode element : value) {
            list.add(value(element, of));
        }
        return list;
    }

    private static SdkBytes bytes(JsonNode value) {
        try {
            return SdkBytes.fromByteArrayUnsafe(value.binaryValue());
        } catch (IOException e) {
            throw malformed(MarshallingType.SDK_BYTES);
        }
    }

    private static SdkClientException malformed(MarshallingType<?> expected) {
        return SdkClientException.create("The answer has another value than a "
                + expected.getTargetClass().getSimpleName());
    }
}
