package org.mfasender.platform.dynamodb;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How many bytes a value takes of an item's 400 KB, or fewer. Source: AWS, "DynamoDB item sizes and formats". */
public final class ItemSize {

    private ItemSize() {}

    public static long of(AttributeValue value) {
        return switch (value.type()) {
            case S -> bytes(value.s());
            // At most half of it: two digits are a byte.
            case N -> value.n().length() + 1;
            case B -> value.b().asByteArrayUnsafe().length;
            case M ->
                3
                        + value.m().entrySet().stream()
                                .mapToLong(member -> 1 + bytes(member.getKey()) + of(member.getValue()))
                                .sum();
            case L -> elements(value.l().stream());
            case SS -> elements(value.ss().stream().map(AttributeValue::fromS));
            case NS -> elements(value.ns().stream().map(AttributeValue::fromN));
            case BS -> elements(value.bs().stream().map(AttributeValue::fromB));
            default -> 1;
        };
    }

    private static long elements(Stream<AttributeValue> values) {
        return 3 + values.mapToLong(element -> 1 + of(element)).sum();
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
