package org.mfasender;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.mfasender.platform.EnvironmentId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of one environment as an earlier release wrote them, and what it answered from them: {@code items/{release}/{name}.json} under
 * the test resources, recorded from that release itself on its local system.
 *
 * @param release that wrote them
 * @param answers by what was asked for: {@code sender}, {@code expanded}, and the contents of each purpose; none where there is no account
 */
public record StoredItems(String release, String name, List<Map<String, AttributeValue>> items, JsonNode answers) {

    private static final Path RESOURCES = Path.of("src/test/resources/items");

    /** The release that knows one connection alone, and has everything of it in one item. */
    static final String FIRST = "0.1.0";
    /** This release. */
    static final String CURRENT = "0.2.0";

    /** Everything that any release wrote. */
    public static Stream<StoredItems> all() {
        return Stream.of(FIRST, CURRENT).flatMap(StoredItems::ofRelease);
    }

    static Stream<StoredItems> ofRelease(String release) {
        try (Stream<Path> files = Files.list(RESOURCES.resolve(release))) {
            return files.sorted().map(file -> read(release, file)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static StoredItems of(String release, String name) {
        return ofRelease(release)
                .filter(items -> items.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    boolean isOfFirstRelease() {
        return release.equals(FIRST);
    }

    public EnvironmentId environment() {
        String pk = Objects.requireNonNull(items.getFirst().get("pk")).s();
        return EnvironmentId.parse(pk.substring("ENV#".length())).orElseThrow();
    }

    boolean isDeletion() {
        return items.stream().anyMatch(item -> item.containsKey("deletedAt"));
    }

    /** With each item changed. */
    public StoredItems with(UnaryOperator<Map<String, AttributeValue>> change) {
        return new StoredItems(release, name, items.stream().map(change).toList(), answers);
    }

    @Override
    public String toString() {
        return release + " " + name;
    }

    private static StoredItems read(String release, Path file) {
        try {
            JsonNode content = new ObjectMapper().readTree(file.toFile());
            List<Map<String, AttributeValue>> items = new ArrayList<>();
            content.path("items").forEach(item -> items.add(members(item)));
            String name = file.getFileName().toString().replace(".json", "");
            return new StoredItems(release, name, List.copyOf(items), content.path("answers"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, AttributeValue> members(JsonNode object) {
        Map<String, AttributeValue> members = new LinkedHashMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), value(member.getValue())));
        return members;
    }

    /** DynamoDB's JSON. */
    private static AttributeValue value(JsonNode value) {
        Map.Entry<String, JsonNode> typed = value.properties().iterator().next();
        JsonNode content = typed.getValue();
        return switch (typed.getKey()) {
            case "S" -> AttributeValue.fromS(content.asText());
            case "N" -> AttributeValue.fromN(content.asText());
            case "BOOL" -> AttributeValue.fromBool(content.asBoolean());
            case "M" -> AttributeValue.fromM(members(content));
            case "L" -> {
                List<AttributeValue> elements = new ArrayList<>();
                content.forEach(element -> elements.add(value(element)));
                yield AttributeValue.fromL(elements);
            }
            default -> throw new IllegalStateException("No release stores " + typed.getKey());
        };
    }
}
