package org.mfasender.platform.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads members of Meta's answers, of which any may be missing or of another kind. */
final class Members {

    private Members() {}

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static @Nullable String text(JsonNode node, String member) {
        JsonNode value = node.path(member);
        return value.isValueNode() && !value.isNull() && !value.asText().isEmpty() ? value.asText() : null;
    }

    /** A word of Meta's, such as a status, short enough to be repeated in a sentence. */
    static @Nullable String word(JsonNode node, String member) {
        String text = text(node, member);
        return text == null ? null : MetaWords.word(text);
    }

    /** A sentence or a name of Meta's, bounded and free of secrets. */
    static @Nullable String sentence(JsonNode node, String member) {
        String text = text(node, member);
        return text == null ? null : MetaWords.sentence(text);
    }

    static @Nullable Integer number(JsonNode node, String member) {
        JsonNode value = node.path(member);
        return value.isIntegralNumber() && value.canConvertToInt() ? value.asInt() : null;
    }

    /** Seconds since 1970. */
    static @Nullable Long seconds(JsonNode node, String member) {
        JsonNode value = node.path(member);
        return value.isNumber() ? value.asLong() : null;
    }

    static @Nullable Boolean bool(JsonNode node, String member) {
        JsonNode value = node.path(member);
        return value.isBoolean() ? value.asBoolean() : null;
    }
}
