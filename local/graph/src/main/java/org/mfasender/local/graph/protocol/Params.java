package org.mfasender.local.graph.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.world.Json;

/** The parameters of a call from query, form and JSON body. */
public final class Params {
    private final Map<String, JsonNode> values = new LinkedHashMap<>();
    private final Map<String, String> query = new LinkedHashMap<>();

    /**
     * Reads the parameters; the body takes precedence over the query.
     *
     * @param rawQuery as in the request line, null = none
     * @param contentType null = none; anything but a form is read as JSON
     * @throws GraphException when the body cannot be parsed
     */
    public static Params of(@Nullable String rawQuery, @Nullable String contentType, String body) {
        Params params = new Params();
        params.query.putAll(decode(rawQuery == null ? "" : rawQuery));
        params.query.forEach((name, value) -> params.values.put(name, Json.text(value)));
        if (body.isBlank()) {
            return params;
        }
        if (contentType != null && contentType.startsWith("application/x-www-form-urlencoded")) {
            decode(body).forEach((name, value) -> params.values.put(name, Json.text(value)));
            return params;
        }
        try {
            if (!(Json.parse(body) instanceof ObjectNode object)) {
                throw GraphErrors.unreadableBody();
            }
            object.properties().forEach(member -> params.values.put(member.getKey(), member.getValue()));
        } catch (JsonProcessingException e) {
            throw GraphErrors.unreadableBody();
        }
        return params;
    }

    private static Map<String, String> decode(String encoded) {
        Map<String, String> decoded = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                decoded.put(decodePart(pair.substring(0, equals)), decodePart(pair.substring(equals + 1)));
            }
        }
        return decoded;
    }

    private static String decodePart(String part) {
        try {
            return URLDecoder.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw GraphErrors.invalidParameter("Invalid URL encoding");
        }
    }

    /** The query with one value changed, encoded; for {@code paging.next}. */
    public String queryWith(Map<String, String> changed, String removed) {
        Map<String, String> all = new LinkedHashMap<>(query);
        all.remove(removed);
        all.putAll(changed);
        return all.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Whether a parameter is present and neither null nor empty. */
    public boolean has(String name) {
        return text(name).isPresent();
    }

    /** A parameter as text; numbers and booleans as JSON writes them. Empty text counts as absent. */
    public Optional<String> text(String name) {
        JsonNode value = values.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        String text = value.isValueNode() ? value.asText() : value.toString();
        return Optional.of(text.trim()).filter(trimmed -> !trimmed.isEmpty());
    }

    /**
     * A parameter as text.
     *
     * @throws GraphException when it is missing
     */
    public String required(String name) {
        return text(name).orElseThrow(() -> GraphErrors.parameterRequired(name));
    }

    /**
     * A parameter as JSON, also when a query or form holds it JSON-encoded.
     *
     * @throws GraphException when it begins like JSON and is not
     */
    public Optional<JsonNode> json(String name) {
        JsonNode value = values.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            return Optional.of(value);
        }
        String text = value.asText().trim();
        if (!text.startsWith("[") && !text.startsWith("{")) {
            return Optional.of(value);
        }
        try {
            return Optional.of(Json.parse(text));
        } catch (JsonProcessingException e) {
            throw GraphErrors.invalidParameter("Param " + name + " must be valid JSON");
        }
    }

    /** A parameter as list: a JSON array, or comma-separated. Absent = empty. */
    public List<String> list(String name) {
        JsonNode value = json(name).orElse(null);
        if (value == null) {
            return List.of();
        }
        List<String> items = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(item -> items.add(item.asText()));
        } else {
            items.addAll(Arrays.asList(value.asText().split(",", -1)));
        }
        return items.stream().map(String::trim).filter(item -> !item.isEmpty()).toList();
    }

    /**
     * A parameter as integer.
     *
     * @throws GraphException when it is present and not an integer
     */
    public Optional<Integer> integer(String name) {
        return text(name).map(text -> {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException e) {
                throw GraphErrors.invalidParameter("Param " + name + " must be an integer");
            }
        });
    }

    /** A parameter as boolean; absent = false. */
    public boolean flag(String name) {
        return text(name)
                .filter(text -> text.equals("true") || text.equals("1"))
                .isPresent();
    }
}
