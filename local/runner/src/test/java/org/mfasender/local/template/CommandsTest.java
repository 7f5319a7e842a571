package org.mfasender.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mfasender.local.template.Value.Intrinsic;
import org.mfasender.local.template.Value.Members;
import org.mfasender.platform.observe.Dimension;
import org.mfasender.platform.observe.Field;
import org.mfasender.platform.observe.Metric;

/** The commands that the documentation gives to operators name what there is. */
class CommandsTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."));
    private static final Pattern BLOCK =
            Pattern.compile("^( *)```sh\\n(.*?)^ *```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Set<String> OF_LOGS_INSIGHTS = Set.of(
            "filter",
            "fields",
            "stats",
            "sort",
            "limit",
            "by",
            "desc",
            "count",
            "max",
            "bin",
            "like",
            "ispresent",
            "m");

    private static final Members TEMPLATE = YamlFile.read(ROOT.resolve("template.yaml"));

    /** Commands of a page, and where they stand. */
    record Commands(Path file, String text) {

        /** What a group of the pattern has matched. */
        Stream<String> all(String pattern) {
            return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1));
        }

        Stream<MatchResult> matches(String pattern) {
            return Pattern.compile(pattern).matcher(text).results();
        }

        @Override
        public String toString() {
            return ROOT.relativize(file) + ": " + text.lines().findFirst().orElse("");
        }
    }

    static List<Commands> commands() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            List<Path> pages = Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .toList();
            return Stream.concat(
                            Stream.of(new Commands(
                                    ROOT.resolve("docs/commands.sh"), read(ROOT.resolve("docs/commands.sh")))),
                            pages.stream()
                                    .flatMap(page -> BLOCK.matcher(read(page))
                                            .results()
                                            .map(block -> new Commands(
                                                    page, block.group(2).replace("\n" + block.group(1), "\n")))))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theyAreShell(Commands commands) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "There is no bash: the syntax of commands is not checked");
        Process bash =
                new ProcessBuilder("/bin/bash", "-n").redirectErrorStream(true).start();
        try (var input = bash.getOutputStream()) {
            input.write(commands.text().getBytes(StandardCharsets.UTF_8));
        }
        String errors = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(bash.waitFor()).as(errors).isZero();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theyNameWhatTheTemplateHas(Commands commands) {
        assertThat(names("Resources"))
                .containsAll(commands.all("\\bresource ([A-Z]\\w+)").toList())
                .containsAll(commands.all("\\bfor function in ((?:[A-Z]\\w+ ?)+);")
                        .flatMap(list -> Arrays.stream(list.split(" ", -1)))
                        .toList());
        assertThat(names("Outputs"))
                .containsAll(commands.all("\\boutput ([A-Z]\\w+)").toList())
                .containsAll(commands.all("OutputKey=='(\\w+)'").toList());
        assertThat(names("Parameters"))
                .containsAll(commands.all("ParameterKey=='(\\w+)'").toList())
                .containsAll(commands.all("--parameter-overrides ([A-Z]\\w+)=").toList());
        commands.matches("\\bset_parameter (\\w+) (\\S+)")
                .forEach(change -> assertThat(takes(change.group(1), change.group(2)))
                        .as(change.group())
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theyReadMetricsAndLogsThatAreWritten(Commands commands) {
        commands.matches("\\bmetric ([A-Z]\\w+)(?: ([\\w,]+))?")
                .forEach(asked -> assertThat(dimensions(asked.group(1)))
                        .as(asked.group())
                        .contains(asked.group(2) == null ? "" : asked.group(2)));
        commands.all("--namespace WhatsAppSender --metric-name (\\w+)")
                .forEach(name -> assertThat(dimensions(name)).isNotEmpty());
        commands.matches("\\binsights '?([a-z -]+?)'? '([^']+)'").forEach(asked -> {
            assertThat(logs()).as(asked.group()).contains(asked.group(1).split(" ", -1));
            assertThat(fields(asked.group(2))).as(asked.group()).isSubsetOf(known());
        });
    }

    /** Else the patterns above have gone blind. */
    @Test
    void thereAreSome() throws IOException {
        assertThat(commands()).hasSizeGreaterThan(50);
        assertThat(commands().stream().flatMap(each -> each.all("\\binsights '?([a-z])")))
                .hasSizeGreaterThan(10);
        assertThat(commands().stream().flatMap(each -> each.all("\\bresource ([A-Z])")))
                .hasSizeGreaterThan(10);
    }

    private static Set<String> names(String section) {
        return TEMPLATE.require(section).asMembers().members().keySet();
    }

    private static boolean takes(String parameter, String value) {
        Members rules = TEMPLATE.require("Parameters").asMembers().orEmpty(parameter);
        Value allowed = rules.get("AllowedValues");
        return allowed == null
                ? value.matches(rules.require("AllowedPattern").asText())
                : allowed.asItems().stream().anyMatch(item -> item.asText().equals(value));
    }

    /** By what a metric can be asked, as one word; an empty one is for a metric without dimensions, or with a total. */
    private static List<String> dimensions(String name) {
        return Stream.of(Metric.values())
                .filter(metric -> metric.toString().equals(name))
                .flatMap(metric -> Stream.of(
                        metric.dimensions().stream().map(Dimension::toString).collect(Collectors.joining(",")),
                        metric.isTotalled() ? "" : "-"))
                .toList();
    }

    private static Set<String> logs() {
        String prefix = "/aws/lambda/${AWS::StackName}/";
        return TEMPLATE.require("Resources").asMembers().members().values().stream()
                .map(resource -> resource.asMembers().orEmpty("Properties").get("LogGroupName"))
                .filter(Intrinsic.class::isInstance)
                .map(name -> ((Intrinsic) name).argument().asText())
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .collect(Collectors.toSet());
    }

    private static Set<String> fields(String query) {
        String words = query.replaceAll("\"[^\"]*\"|/[^/]*/|@timestamp|\\.[0-9]+", " ");
        return Pattern.compile("[A-Za-z]\\w*")
                .matcher(words)
                .results()
                .map(MatchResult::group)
                .filter(word -> !OF_LOGS_INSIGHTS.contains(word))
                .collect(Collectors.toSet());
    }

    private static Set<String> known() {
        return Stream.concat(
                        Stream.of("level", "function"),
                        Stream.of(Field.values()).map(Field::toString))
                .collect(Collectors.toSet());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
