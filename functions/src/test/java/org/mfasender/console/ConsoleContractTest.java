package org.mfasender.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.audit.Action;
import org.mfasender.messages.delivery.RefusalCause;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.json.Json;
import org.mfasender.templates.Locales;
import org.yaml.snakeyaml.Yaml;

/**
 * The page has its rules and its words from docs/openapi.yaml. {@code contract.js} is written from it: with {@code -Ddocs.update=true} this
 * test writes the file; otherwise it compares.
 */
class ConsoleContractTest {

    private static final Path CONTRACT = Path.of("../docs/openapi.yaml");
    private static final Path SOURCES = Path.of("src/main/console");
    private static final Path WRITTEN = SOURCES.resolve("contract.js");
    private static final String SENDER = "components/schemas/SenderRequest";

    private static final String REGISTRATION =
            "paths/~environments~{environmentId}~notificationsSettings~instantMessagingDeliverySettings~whatsApp~numbers~{numberId}"
                    + "~registration/post/requestBody/content/application~json/schema/properties";

    /** What a rule of the page may be made of. */
    private static final Set<String> RULES =
            Set.of("format", "pattern", "minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum", "enum");

    /** Checks of a run or of a sender's health, which no dry run makes. */
    private static final Set<String> OF_A_STORED_ACCOUNT = Set.of(
            "credentialsStored",
            "numberQuality",
            "templatesEligible",
            "templatesCreated",
            "templatesAsWanted",
            "templatesUsable",
            "rateLimit",
            "metaCall");

    private final Map<String, Object> contract = read();

    /** What a person types beside the four values. */
    @Test
    void theRulesAreThoseOfTheContract() throws IOException {
        Map<String, Object> rules = new LinkedHashMap<>();
        rules.put("environmentId", rule("paths/~environments~{environmentId}/parameters/0/schema"));
        Map<String, Object> locales = rule(SENDER + "/properties/locales");
        locales.putAll(rule(SENDER + "/properties/locales/items"));
        rules.put("locales", locales);
        rules.put("to", rule("components/schemas/TestMessageRequest/properties/to"));
        rules.put("pin", rule(REGISTRATION + "/pin"));
        rules.put("dataLocalizationRegion", rule(REGISTRATION + "/dataLocalizationRegion"));
        String expected = """
                /* Written by ConsoleContractTest from docs/openapi.yaml. */

                export const PURPOSES = %s;

                export const RULES = %s;
                """.formatted(json(words("components/schemas/TemplateReference/properties/id")), json(rules));
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(WRITTEN, expected);
        }
        assertThat(WRITTEN).content().isEqualTo(expected);
    }

    /** The page sends these as they were typed, and shows what the API says about them. */
    @Test
    void theFourValuesHaveNoRulesOfThePageAndSecretsAreThoseOfTheContract() throws IOException {
        Map<String, Object> members = node(SENDER + "/properties");
        Map<String, Boolean> fields = new LinkedHashMap<>();
        Pattern.compile("\\{ name: '(\\w+)', secret: (true|false) }")
                .matcher(Files.readString(SOURCES.resolve("fields.js")))
                .results()
                .forEach(field -> fields.put(field.group(1), Boolean.valueOf(field.group(2))));

        assertThat(fields)
                .hasSize(4)
                .allSatisfy((name, secret) -> assertThat(
                                node(SENDER + "/properties/" + name).getOrDefault("writeOnly", false))
                        .as(name)
                        .isEqualTo(secret));
        assertThat(members.keySet()).containsAll(fields.keySet());
        assertThat(node(SENDER).get("required"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .allSatisfy(name -> assertThat(name.equals("provider") || fields.containsKey(name))
                        .isTrue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SenderStatus                              | status.
            SenderStatus                              | sentence.
            ProgressStatus                            | progress.
            Check/properties/status                   | check.
            CheckReport/properties/status             | connection.checked.
            Step/properties/name                      | step.
            Step/properties/waitsFor                  | waiting.
            BindingState                              | state.
            PlannedTemplate/properties/action         | plan.
            PlannedTemplate/properties/reason         | reason.
            SenderNumber/properties/actionBy          | numbers.actor.
            Message/properties/status                 | trial.
            Message/properties/status                 | delivery.
            TemplateReference/properties/id           | templates.
            Health/properties/result                  | health.
            Check/properties/name                     | cause.
            SendObstacle/properties/code              | obstacle.
            OtpButton/properties/type                 | option.
            """)
    void everyWordOfTheContractHasASentence(String words, String group) throws IOException {
        assertThat(words("components/schemas/" + words))
                .isNotEmpty()
                .filteredOn(word -> !word.equals("LEAVE")) // nothing is said of what stays
                .allSatisfy(word -> assertThat(keys()).contains(group + word));
    }

    /** The contract names them without an enumeration, since a newer release may have others. */
    @Test
    void everyActionOfTheHistoryHasASentence() throws IOException {
        assertThat(Action.values()).allSatisfy(action -> assertThat(keys()).contains("action." + action.name()));
    }

    @Test
    void everyReasonWhyNothingCanBeSentHasASectionThatHelpsOrIsAnOperators() throws IOException {
        String readiness = Files.readString(SOURCES.resolve("readiness.js"));
        Map<String, String> remedies = new LinkedHashMap<>();
        Pattern.compile("([A-Z_]+): '([a-z]+)'")
                .matcher(readiness.substring(0, readiness.indexOf("};")))
                .results()
                .forEach(remedy -> remedies.put(remedy.group(1), remedy.group(2)));
        Set<String> codes = new TreeSet<>(words("components/schemas/SendObstacle/properties/code"));
        codes.removeAll(Set.of("SENDING_STOPPED", "OTHER"));

        assertThat(remedies.keySet()).containsExactlyInAnyOrderElementsOf(codes);
        assertThat(remedies.values()).allSatisfy(section -> assertThat(keys()).contains(section + ".title"));
    }

    @Test
    void everyCauseOfARefusalHasASentence() throws IOException {
        assertThat(RefusalCause.values()).allSatisfy(cause -> assertThat(keys()).contains("refusal." + cause.name()));
    }

    @Test
    void everyCheckOfADryRunBelongsToAPointOfThePreparation() throws IOException {
        List<String> checks = words("components/schemas/Check/properties/name");
        Set<String> expected = new TreeSet<>(checks);
        expected.removeAll(OF_A_STORED_ACCOUNT);
        String points = Files.readString(SOURCES.resolve("preparation.js"));
        List<String> ofPoints = Pattern.compile("checks: \\[([^]]*)]")
                .matcher(points)
                .results()
                .flatMap(list -> Stream.of(list.group(1).split(",", -1)))
                .map(name -> name.strip().replace("'", ""))
                .filter(name -> !name.isEmpty())
                .toList();

        assertThat(checks).containsAll(OF_A_STORED_ACCOUNT);
        assertThat(ofPoints).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "en",
                "pt-BR",
                "pt_br",
                " de ",
                "zh-Hant-TW",
                "es-419",
                "english",
                "e",
                "de-",
                "en-USA",
                "12",
                "de;fr"
            })
    void theServerTakesNoLocaleThatTheContractRefuses(String locale) {
        String pattern = Objects.requireNonNull(
                        rule(SENDER + "/properties/locales/items").get("pattern"))
                .toString();

        if (Locales.supported(locale.strip()).isPresent()) {
            assertThat(locale).matches(pattern);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3f0c8f5e-6a55-4c5a-9f1e-0a6b1c2d3e4f, true",
        "3F0C8F5E-6A55-4C5A-9F1E-0A6B1C2D3E4F, true",
        "3f0c8f5e6a554c5a9f1e0a6b1c2d3e4f, false",
        "3f0c8f5e-6a55-4c5a-9f1e-0a6b1c2d3e4, false",
        "3f0c8f5e-6a55-4c5a-9f1e-0a6b1c2d3e4g, false"
    })
    void anEnvironmentIsReadAsTheServerReadsIt(String id, boolean good) throws IOException {
        String uuid = Pattern.compile("uuid: /(.+)/i")
                .matcher(Files.readString(SOURCES.resolve("rules.js")))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();

        assertThat(EnvironmentId.parse(id).isPresent()).isEqualTo(good);
        assertThat(Pattern.compile(uuid, Pattern.CASE_INSENSITIVE).matcher(id).matches())
                .isEqualTo(good);
    }

    private static Set<String> keys() throws IOException {
        Set<String> keys = new TreeSet<>();
        Pattern.compile("(?m)^  '?([\\w.-]+)'?: '")
                .matcher(Files.readString(SOURCES.resolve("texts.js")))
                .results()
                .forEach(key -> keys.add(key.group(1)));
        return keys;
    }

    private Map<String, Object> rule(String path) {
        Map<String, Object> rule = new LinkedHashMap<>(node(path));
        rule.keySet().retainAll(RULES);
        return rule;
    }

    private List<String> words(String path) {
        return ((List<?>) node(path).getOrDefault("enum", List.of()))
                .stream().map(Object::toString).toList();
    }

    /** The node of this path. {@code ~} stands for a slash in a name; the paths of the contract begin with its version. */
    @SuppressWarnings("unchecked")
    private Map<String, Object> node(String path) {
        Object node = contract;
        for (String part : path.split("/", -1)) {
            String name = (part.startsWith("~") ? "/v1" : "") + part.replace('~', '/');
            node = Objects.requireNonNull(
                    node instanceof List<?> list
                            ? list.get(Integer.parseInt(name))
                            : ((Map<String, Object>) node).get(name),
                    path);
        }
        return (Map<String, Object>) node;
    }

    private static Map<String, Object> read() {
        try {
            return new Yaml().load(Files.readString(CONTRACT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(Object value) throws IOException {
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }
}
