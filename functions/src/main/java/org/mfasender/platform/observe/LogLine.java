package org.mfasender.platform.observe;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Clock;
import org.mfasender.platform.json.Json;

/** The line of an invocation, as {@link Observation} describes it. */
final class LogLine {

    private final Map<Field, Object> fields = new EnumMap<>(Field.class);

    /** Adds a member; null adds nothing. */
    void with(Field field, @Nullable Object value) {
        if (value != null) {
            fields.put(
                    field,
                    value instanceof Number || value instanceof List || value instanceof Map
                            ? value
                            : value.toString());
        }
    }

    String text(LogLevel level, String function, String requestId) {
        ObjectNode line = Json.MAPPER.createObjectNode();
        line.put("timestamp", Clock.system().now().toString())
                .put("level", level.name())
                .put("service", Metrics.SETTINGS.service())
                .put("function", function)
                .put("requestId", requestId);
        fields.forEach((field, value) -> line.set(field.toString(), Json.MAPPER.valueToTree(value)));
        return line + "\n";
    }
}
