package org.mfasender.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.template.FunctionDefinition;

/** The examples in events/, which are named after the functions that get them, as events of another environment and account. */
final class ExampleEvents {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The event of a function that has several, where the first one would ask for nothing that exists. */
    private static final List<String> PREFERRED = List.of("manage-replace-content");

    private final Path folder;
    private final UUID environment;
    private final SimulatedAccount account;

    ExampleEvents(Path root, UUID environment, SimulatedAccount account) {
        this.folder = root.resolve("events");
        this.environment = environment;
        this.account = account;
    }

    /** The function's name in events: {@code list-numbers} for {@code ListNumbersFunction}. */
    static String name(FunctionDefinition function) {
        return function.logicalId()
                .replaceFirst("Function$", "")
                .replaceAll("(?<=.)(?=\\p{Lu})", "-")
                .toLowerCase(Locale.ROOT);
    }

    /**
     * An event of the function. A step's event is for that execution.
     *
     * @throws IOException when there is no example for it
     */
    byte[] of(FunctionDefinition function, String execution) throws IOException {
        return event(example(name(function)), execution);
    }

    private Path example(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> events = files.map(
                            file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
                    .filter(event -> event.equals(name) || event.startsWith(name + "-"))
                    .sorted()
                    .toList();
            return events.stream()
                    .filter(PREFERRED::contains)
                    .findFirst()
                    .or(() -> events.stream().findFirst())
                    .map(event -> folder.resolve(event + ".json"))
                    .orElseThrow(() -> new IOException("There is no example in events/ for " + name));
        }
    }

    private byte[] event(Path example, String execution) throws IOException {
        JsonNode sender = json("sender");
        String text = Files.readString(example)
                .replace(json("execution").path("environmentId").asText(), environment.toString())
                .replace(sender.path("appSecret").asText(), account.appAccessToken())
                .replace(sender.path("appId").asText(), account.appId())
                .replace(sender.path("userAccessToken").asText(), account.userAccessToken())
                .replace(sender.path("whatsAppAccountBusinessId").asText(), account.wabaId());
        JsonNode event = JSON.readTree(text);
        if (event.has("execution")) {
            ((ObjectNode) event).put("execution", execution);
        }
        if (event.path("headers") instanceof ObjectNode headers) {
            headers.put("prefer", "respond-async"); // waiting for the run is no part of a start
        }
        return JSON.writeValueAsBytes(event);
    }

    private JsonNode json(String name) throws IOException {
        return JSON.readTree(folder.resolve(name + ".json").toFile());
    }
}
