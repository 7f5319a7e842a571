package org.mfasender.platform.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemSizeTest {

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(AttributeValue.fromS(""), 0),
                Arguments.of(AttributeValue.fromS("abc"), 3),
                Arguments.of(AttributeValue.fromS("für"), 4),
                Arguments.of(AttributeValue.fromS("📱"), 4),
                Arguments.of(AttributeValue.fromN("1234"), 5),
                Arguments.of(AttributeValue.fromBool(false), 1),
                Arguments.of(AttributeValue.fromNul(true), 1),
                Arguments.of(AttributeValue.fromB(SdkBytes.fromByteArray(new byte[7])), 7),
                Arguments.of(AttributeValue.fromL(List.of()), 3),
                Arguments.of(AttributeValue.fromL(List.of(AttributeValue.fromS("ab"), AttributeValue.fromS("c"))), 8),
                Arguments.of(AttributeValue.fromM(Map.of("name", AttributeValue.fromS("ab"))), 10),
                Arguments.of(AttributeValue.fromSs(List.of("ab", "c")), 8),
                Arguments.of(AttributeValue.fromNs(List.of("1")), 6),
                Arguments.of(AttributeValue.fromBs(List.of(SdkBytes.fromByteArray(new byte[7]))), 11));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueHasTheSizeThatAwsDocuments(AttributeValue value, long bytes) {
        assertThat(ItemSize.of(value)).isEqualTo(bytes);
    }
}
