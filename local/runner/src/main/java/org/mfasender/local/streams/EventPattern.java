package org.mfasender.local.streams;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/**
 * A filter of an event source mapping. Understood are values that are equal, {@code prefix} and {@code exists}; a pattern with anything
 * else is refused, rather than that it matches something else than in AWS.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html">Control which events Lambda sends to your
 *     function</a>
 */
final class EventPattern {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode pattern;

    private EventPattern(JsonNode pattern) {
        this.pattern = pattern;
    }

    /** @throws IllegalArgumentException when it is not understood; the message says where */
    static EventPattern parse(String text) {
        try {
            JsonNode pattern = JSON.readTree(text);
            check(pattern, "the pattern");
            return new EventPattern(pattern);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The pattern of an event is no JSON: " + text, e);
        }
    }

    private static void check(JsonNode pattern, String place) {
        if (!pattern.isObject() || pattern.isEmpty()) {
            throw new IllegalArgumentException("In the pattern of an event, " + place + " has no members");
        }
        for (Map.Entry<String, JsonNode> member : pattern.properties()) {
            JsonNode wanted = member.getValue();
            if (wanted.isArray()) {
                wanted.forEach(rule -> checkRule(rule, member.getKey()));
            } else {
                check(wanted, member.getKey());
            }
        }
    }

    private static void checkRule(JsonNode rule, String place) {
        boolean understood = rule.isObject()
                ? rule.size() == 1
                        && (rule.path("prefix").isTextual()
                                || rule.path("exists").isBoolean())
                : rule.isValueNode();
        if (!understood) {
            throw new IllegalArgumentException(
                    "The pattern of an event has a rule for " + place + " that is not supported locally: " + rule);
        }
    }

    boolean matches(JsonNode event) {
        return matches(pattern, event);
    }

    private static boolean matches(JsonNode pattern, JsonNode event) {
        return pattern.properties().stream().allMatch(member -> {
            JsonNode found = event.path(member.getKey());
            JsonNode wanted = member.getValue();
            return wanted.isArray()
                    ? wanted.valueStream().anyMatch(rule -> isFulfilled(rule, found))
                    : matches(wanted, found);
        });
    }

    private static boolean isFulfilled(JsonNode rule, JsonNode found) {
        if (rule.has("prefix")) {
            return found.isTextual()
                    && found.asText().startsWith(rule.path("prefix").asText());
        }
        // Lambda asks it of leaves only.
        return rule.has("exists")
                ? rule.path("exists").booleanValue() == (found.isValueNode() && !found.isMissingNode())
                : rule.equals(found);
    }
}
