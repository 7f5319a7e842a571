package org.mfasender.local.aws.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The intrinsic functions.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html">Intrinsic functions</a>
 */
enum Intrinsic {
    FORMAT("Format", 1, Integer.MAX_VALUE) {
        @Override
        JsonNode apply(List<JsonNode> values) throws StateError {
            return JSON.textNode(format(string(values.getFirst()), values.subList(1, values.size())));
        }
    },
    STRING_TO_JSON("StringToJson", 1, 1) {
        @Override
        JsonNode apply(List<JsonNode> values) throws StateError {
            try {
                return Json.parse(string(values.getFirst()));
            } catch (JsonProcessingException notJson) {
                throw failure("the argument is not JSON");
            }
        }
    },
    JSON_TO_STRING("JsonToString", 1, 1) {
        @Override
        JsonNode apply(List<JsonNode> values) {
            return JSON.textNode(values.getFirst().toString());
        }
    },
    MATH_ADD("MathAdd", 2, 2) {
        @Override
        JsonNode apply(List<JsonNode> values) throws StateError {
            long sum = 0;
            for (JsonNode value : values) {
                if (!value.isNumber()) {
                    throw failure("a number is expected");
                }
                sum += value.isIntegralNumber() ? value.longValue() : Math.round(value.doubleValue());
            }
            return JSON.numberNode(sum);
        }
    },
    UUID_V4("UUID", 0, 0) {
        @Override
        JsonNode apply(List<JsonNode> values) {
            return JSON.textNode(UUID.randomUUID().toString());
        }
    },
    ARRAY("Array", 0, Integer.MAX_VALUE) {
        @Override
        JsonNode apply(List<JsonNode> values) {
            return JSON.arrayNode().addAll(values);
        }
    },
    ARRAY_LENGTH("ArrayLength", 1, 1) {
        @Override
        JsonNode apply(List<JsonNode> values) throws StateError {
            return JSON.numberNode(array(values.getFirst()).size());
        }
    },
    ARRAY_GET_ITEM("ArrayGetItem", 2, 2) {
        @Override
        JsonNode apply(List<JsonNode> values) throws StateError {
            JsonNode index = values.getLast();
            JsonNode item = index.isIntegralNumber() ? array(values.getFirst()).get(index.intValue()) : null;
            if (item == null) {
                throw failure("there is no such index");
            }
            return item;
        }
    },
    JSON_MERGE("JsonMerge", 3, 3) {
        @Override
        JsonNode apply(List<JsonNode> values) throws StateError {
            if (!(values.get(0) instanceof ObjectNode first)
                    || !(values.get(1) instanceof ObjectNode second)
                    || !values.get(2).isBoolean()
                    || values.get(2).booleanValue()) {
                throw failure("two objects and false are expected");
            }
            ObjectNode merged = JSON.objectNode();
            merged.setAll(first);
            return merged.setAll(second);
        }
    },
    HASH("Hash", 2, 2) {
        @Override
        JsonNode apply(List<JsonNode> values) throws StateError {
            String algorithm = string(values.getLast());
            if (!Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512").contains(algorithm)) {
                throw failure("unknown algorithm");
            }
            try {
                byte[] digest = MessageDigest.getInstance(algorithm).digest(limited(values.getFirst()));
                return JSON.textNode(HexFormat.of().formatHex(digest));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    },
    BASE64_ENCODE("Base64Encode", 1, 1) {
        @Override
        JsonNode apply(List<JsonNode> values) throws StateError {
            return JSON.textNode(Base64.getEncoder().encodeToString(limited(values.getFirst())));
        }
    },
    BASE64_DECODE("Base64Decode", 1, 1) {
        @Override
        JsonNode apply(List<JsonNode> values) throws StateError {
            try {
                byte[] decoded = Base64.getDecoder().decode(limited(values.getFirst()));
                return JSON.textNode(new String(decoded, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException notBase64) {
                throw failure("the argument is not Base64");
            }
        }
    },
    STRING_SPLIT("StringSplit", 2, 2) {
        @Override
        JsonNode apply(List<JsonNode> values) throws StateError {
            // Every character of the second argument separates; empty parts are left out.
            ArrayNode parts = JSON.arrayNode();
            new StringTokenizer(string(values.getFirst()), string(values.getLast()))
                    .asIterator()
                    .forEachRemaining(part -> parts.add((String) part));
            return parts;
        }
    };

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LONGEST = 10_000;

    private final String functionName;
    private final int fewest;
    private final int most;

    Intrinsic(String name, int fewest, int most) {
        this.functionName = "States." + name;
        this.fewest = fewest;
        this.most = most;
    }

    static @Nullable Intrinsic named(String name) {
        for (Intrinsic function : values()) {
            if (function.functionName.equals(name)) {
                return function;
            }
        }
        return null;
    }

    String functionName() {
        return functionName;
    }

    int fewest() {
        return fewest;
    }

    int most() {
        return most;
    }

    abstract JsonNode apply(List<JsonNode> values) throws StateError;

    StateError failure(String problem) {
        return StateError.runtime("The function '" + functionName + "' failed: " + problem);
    }

    String string(JsonNode value) throws StateError {
        if (!value.isTextual()) {
            throw failure("a string is expected");
        }
        return value.textValue();
    }

    ArrayNode array(JsonNode value) throws StateError {
        if (value instanceof ArrayNode array) {
            return array;
        }
        throw failure("an array is expected");
    }

    byte[] limited(JsonNode value) throws StateError {
        String text = string(value);
        if (text.length() > LONGEST) {
            throw failure("the argument is longer than " + LONGEST + " characters");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    String format(String template, List<JsonNode> values) throws StateError {
        StringBuilder text = new StringBuilder();
        int used = 0;
        for (int i = 0; i < template.length(); i++) {
            char letter = template.charAt(i);
            char next = i + 1 < template.length() ? template.charAt(i + 1) : ' ';
            if (letter == '\\' && "{}\\".indexOf(next) >= 0) {
                text.append(next);
                i++;
            } else if (letter == '{' && next == '}') {
                if (used == values.size()) {
                    throw failure("there are more '{}' than arguments");
                }
                JsonNode value = values.get(used++);
                text.append(value.isTextual() ? value.textValue() : value.toString());
                i++;
            } else if (letter == '{' || letter == '}') {
                throw failure("a brace must be escaped");
            } else {
                text.append(letter);
            }
        }
        if (used < values.size()) {
            throw failure("there are more arguments than '{}'");
        }
        return text.toString();
    }
}
