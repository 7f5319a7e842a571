package org.mfasender.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mfasender.local.template.FunctionDefinition;
import org.mfasender.local.template.HttpRoute;
import org.mfasender.local.template.Surroundings;
import org.mfasender.local.template.Template;

/** The examples in events/ are those of template.yaml's functions. */
class EventsTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Template TEMPLATE =
            Template.read(ROOT.resolve("template.yaml"), Map.of(), new Surroundings(URI.create("http://127.0.0.1:1")));

    /** The route that each request is of; its function is the one that has this route. */
    static Stream<Arguments> routes() {
        return names().filter(name -> json(name).has("routeKey"))
                .map(name ->
                        Arguments.of(name, route(json(name).path("routeKey").asText())));
    }

    private static HttpRoute route(String key) {
        return TEMPLATE.functions().stream()
                .flatMap(function -> function.routes().stream())
                .filter(route -> route.routeKey().equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No function has the route " + key));
    }

    /** The functions that the state machine calls. */
    static Stream<Named<String>> steps() {
        String workflow = TEMPLATE.stateMachines().getFirst().definition();
        return TEMPLATE.functions().stream()
                .filter(function -> workflow.contains(function.logicalId()))
                .map(function -> Named.of(function.logicalId(), name(function)));
    }

    @Test
    void everyFunctionHasAnExampleAndNothingElseHasOne() {
        assertThat(names().map(EventsTest::bearer).distinct())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                TEMPLATE.functions().stream().map(FunctionDefinition::logicalId),
                                Stream.of("execution", "sender", "sender-select-number"))
                        .toList());
    }

    /** The function of an example: the one that has its route or, of a step, its name; the file's name where there is none. */
    private static String bearer(String name) {
        String key = json(name).path("routeKey").asText();
        return TEMPLATE.functions().stream()
                .filter(function -> name(function).equals(name)
                        || function.routes().stream()
                                .anyMatch(route -> route.routeKey().equals(key)))
                .map(FunctionDefinition::logicalId)
                .findFirst()
                .orElse(name);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aRequestIsNamedAfterItsFunction(String name, HttpRoute route) {
        assertThat(TEMPLATE.functions())
                .filteredOn(function -> function.routes().contains(route))
                .singleElement()
                .satisfies(function -> assertThat(name).startsWith(name(function) + "-"));
    }

    @Test
    void aRouteHasOneExample() {
        assertThat(routes().map(arguments -> arguments.get()[1])).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aRequestIsOneOfTheFunctionsRoute(String name, HttpRoute route) throws IOException {
        JsonNode event = json(name);

        assertThat(event.path("version").asText()).isEqualTo("2.0");
        assertThat(event.at("/requestContext/routeKey").asText()).isEqualTo(route.routeKey());
        String path = event.path("rawPath").asText();
        assertThat(event.at("/requestContext/http/path").asText()).isEqualTo(path);
        if (route.equals(HttpRoute.DEFAULT)) {
            assertThat(event.has("pathParameters")).isFalse();
        } else {
            assertThat(event.at("/requestContext/http/method").asText()).isEqualTo(route.method());
            String filled = route.path().replace("+}", "}");
            for (Map.Entry<String, JsonNode> variable :
                    event.path("pathParameters").properties()) {
                assertThat(filled).contains("{" + variable.getKey() + "}");
                filled = filled.replace(
                        "{" + variable.getKey() + "}", variable.getValue().asText());
            }
            assertThat(path).isEqualTo(filled);
            if (route.path().contains("{environmentId}")) {
                assertThat(event.at("/pathParameters/environmentId").asText()).isEqualTo(environment());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void onlyAPutAndAPostHaveABodyAndTheSendersIsTheExampleForCurl(String name, HttpRoute route) throws IOException {
        JsonNode event = json(name);

        assertThat(event.has("body")).isEqualTo(Set.of("PUT", "POST").contains(route.method()));
        if (event.has("body")) {
            String body = event.path("body").asText();
            if (!route.path().contains("/templates/") && !route.path().startsWith("/v1/hooks/")) {
                assertThat(JSON.readTree(body)).isEqualTo(json("sender"));
            }
            assertThat(event.at("/headers/content-length").asText()).isEqualTo(Integer.toString(body.length()));
            assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aStepIsOneOfAnExecutionThatAPersonStarted(String name) {
        assertThat(json(name))
                .isEqualTo(JSON.createObjectNode()
                        .put("execution", "checked-by-hand")
                        .set("input", json("execution")));
    }

    @Test
    void aSweepIsAskedForNothing() {
        assertThat(json("sweep")).isEqualTo(JSON.createObjectNode());
    }

    @Test
    void aChangeIsOneThatItsFunctionIsCalledWith() {
        Map.of("apply", "CHECK#", "publish", "UNREQUESTED#", "announce", "ENV#")
                .forEach((name, kind) -> assertThat(json(name).path("Records"))
                        .isNotEmpty()
                        .allSatisfy(record -> {
                            assertThat(record.path("eventSource").asText()).isEqualTo("aws:dynamodb");
                            assertThat(record.at("/dynamodb/Keys/pk/S").asText())
                                    .startsWith(kind + environment());
                            assertThat(record.at("/dynamodb/NewImage/pk")).isEqualTo(record.at("/dynamodb/Keys/pk"));
                        }));
    }

    @Test
    void anExecutionIsStartedWithAnEnvironmentAlone() throws IOException {
        JsonNode execution = json("execution");

        assertThat(execution.properties()).extracting(Map.Entry::getKey).containsExactly("environmentId");
        assertThat(environment()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    @Test
    void aNumberIsSelectedForTheSameAccountWithoutSecrets() throws IOException {
        JsonNode sender = json("sender");
        JsonNode choice = json("sender-select-number");

        for (String member : List.of("provider", "whatsAppAccountBusinessId", "appId")) {
            assertThat(choice.path(member)).as(member).isEqualTo(sender.path(member));
        }
        assertThat(choice.has("userAccessToken")).isFalse();
        assertThat(choice.has("appSecret")).isFalse();
        assertThat(choice.path("numbers").findValuesAsText("selected")).containsExactly("true");
    }

    /** {@code ListNumbersFunction} is called list-numbers. */
    private static String name(FunctionDefinition function) {
        return function.logicalId()
                .replaceFirst("Function$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    private static Stream<String> names() {
        try (Stream<Path> files = Files.list(ROOT.resolve("events"))) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", "")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String environment() {
        return json("execution").path("environmentId").asText();
    }

    private static JsonNode json(String name) {
        try {
            return JSON.readTree(ROOT.resolve("events").resolve(name + ".json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
