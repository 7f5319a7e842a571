package org.mfasender.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mfasender.local.template.Value.Intrinsic;
import org.mfasender.local.template.Value.Members;
import org.mfasender.platform.observe.Dimension;
import org.mfasender.platform.observe.Metric;

/** The alarms and the dashboard watch what is really written, and the operator finds each alarm explained. */
class ObservabilityTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."));
    private static final String NAMESPACE = "WhatsAppSender";
    private static final Pattern SEARCH = Pattern.compile("SEARCH\\('\\{" + NAMESPACE
            + ",([A-Za-z,]+)} MetricName=\"(\\w+)\" Service=\"\\$\\{AWS::StackName}\"', '\\w+', 300\\)");

    private static final Pattern RUNBOOK_SECTION =
            Pattern.compile("(.+?)\\s+See \\$\\{RunbookUrl}#([a-z-]+)", Pattern.DOTALL);

    private static final double PERIOD_MILLIS = 300_000;
    private static final Pattern SHARE = Pattern.compile("FILL\\((\\w+), 0\\) / (\\d+)");
    /** The maximum of one series is one number, which no alarm takes. */
    private static final Pattern SHARES =
            Pattern.compile("100 \\* (?:MAX\\(\\[(?<several>.*, FILL.*)]\\)|(?<one>" + SHARE + "))");

    private final Members yaml = YamlFile.read(ROOT.resolve("template.yaml"));
    private final Members resources = yaml.require("Resources").asMembers();

    @Test
    void theDashboardShowsMetricsThatFunctionsWrite() throws IOException {
        Set<String> shown = new HashSet<>();
        Set<String> shownFunctions = new HashSet<>();
        for (JsonNode metric : dashboard().findValues("metrics").stream()
                .flatMap(metrics -> metrics.valueStream())
                .toList()) {
            if (metric.path(0).has("expression")) {
                Matcher search =
                        SEARCH.matcher(metric.path(0).path("expression").asText());
                assertThat(search.matches()).as("%s", metric).isTrue();
                Metric written = metric(search.group(2));
                assertThat(search.group(1).split(",", -1)).containsExactlyInAnyOrderElementsOf(dimensions(written));
                shown.add(written.toString());
            } else {
                assertThat(metric.path(0).asText()).startsWith("AWS/");
                if (metric.path(1).asText().equals("Duration")) {
                    shownFunctions.add(metric.path(3).asText().replaceAll("[${}]", ""));
                }
            }
        }
        assertThat(shownFunctions)
                .as("the functions whose durations are shown")
                .isEqualTo(timeouts().keySet());
        assertThat(shown).contains("Runs", "StepDuration", "GraphCalls", "Throttles", "Failures", "Requests");
    }

    @Test
    void functionsWriteIntoTheNamespaceThatIsWatched() {
        Members variables = yaml.require("Globals")
                .asMembers()
                .orEmpty("Function")
                .orEmpty("Environment")
                .orEmpty("Variables");

        assertThat(variables.require("METRICS_NAMESPACE").asText()).isEqualTo(NAMESPACE);
        assertThat(variables.require("SERVICE_NAME"))
                .isInstanceOfSatisfying(
                        Intrinsic.class,
                        name -> assertThat(name.argument().asText()).isEqualTo("AWS::StackName"));
    }

    @Test
    void anAlarmOnOwnMetricsLooksAtATotal() {
        List<Members> own = alarms().values().stream()
                .filter(alarm -> alarm.get("Namespace") instanceof Value.Text name
                        && name.text().equals(NAMESPACE))
                .toList();

        assertThat(own).isNotEmpty().allSatisfy(alarm -> {
            assertThat(metric(alarm.require("MetricName").asText()).isTotalled())
                    .isTrue();
            assertThat(alarm.require("Dimensions").asItems())
                    .singleElement()
                    .satisfies(dimension -> assertThat(
                                    dimension.asMembers().require("Name").asText())
                            .isEqualTo("Service"));
        });
    }

    @Test
    void anAlarmRingsBeforeAnyFunctionReachesItsTimeout() {
        Map<String, Double> watched = new LinkedHashMap<>();
        alarms().forEach((name, alarm) -> {
            if (name.endsWith("DurationAlarm")) {
                assertThat(Double.parseDouble(alarm.require("Threshold").asText()))
                        .as(name)
                        .isBetween(80.0, 95.0);
                assertThat(alarm.require("DatapointsToAlarm").asText()).isEqualTo("1");
                int periods =
                        Integer.parseInt(alarm.require("EvaluationPeriods").asText());
                assertThat(timeouts(name, alarm).values())
                        .as("%s: a duration counts for the period in which it began", name)
                        .allMatch(timeout -> timeout <= (periods - 1) * PERIOD_MILLIS);
                watched.putAll(timeouts(name, alarm));
            }
        });

        assertThat(watched).hasSizeGreaterThan(7).isEqualTo(timeouts());
    }

    /** The timeout of each function, in milliseconds. */
    private static Map<String, Double> timeouts() {
        Map<String, Double> timeouts = new LinkedHashMap<>();
        Template.read(ROOT.resolve("template.yaml"), Map.of(), new Surroundings(URI.create("http://x")))
                .functions()
                .forEach(function -> timeouts.put(
                        function.logicalId(), (double) function.timeout().toMillis()));
        return timeouts;
    }

    /** What the alarm takes for the timeout of each of its functions, in milliseconds. */
    private static Map<String, Double> timeouts(String name, Members alarm) {
        Map<String, String> functions = new LinkedHashMap<>();
        List<Value> queries = alarm.require("Metrics").asItems();
        for (Value query : queries.subList(1, queries.size())) {
            Members stat = query.asMembers().orEmpty("MetricStat");
            Members metric = stat.orEmpty("Metric");
            assertThat(stat.require("Stat").asText()).isEqualTo("Maximum");
            assertThat(Double.parseDouble(stat.require("Period").asText()) * 1000)
                    .isEqualTo(PERIOD_MILLIS);
            assertThat(metric.require("Namespace").asText()).isEqualTo("AWS/Lambda");
            assertThat(metric.require("MetricName").asText()).isEqualTo("Duration");
            assertThat(query.asMembers().require("ReturnData").asText()).isEqualTo("false");
            functions.put(query.asMembers().require("Id").asText(), dimension(metric, "FunctionName"));
        }
        assertThat(functions).as("%s: CloudWatch takes ten metrics", name).hasSizeLessThanOrEqualTo(10);
        String expression = queries.getFirst().asMembers().require("Expression").asText();
        Matcher shares = SHARES.matcher(expression);
        assertThat(shares.matches()).as(expression).isTrue();
        Map<String, Double> timeouts = new LinkedHashMap<>();
        String divided = shares.group("several") == null ? shares.group("one") : shares.group("several");
        for (String each : divided.split(", (?=FILL)", -1)) {
            Matcher share = SHARE.matcher(each);
            assertThat(share.matches()).as(each).isTrue();
            assertThat(functions).as(name).containsKey(share.group(1));
            timeouts.put(functions.get(share.group(1)), Double.parseDouble(share.group(2)));
        }
        return timeouts;
    }

    @Test
    void everyAlarmNotifiesTheTopicAndIsExplainedToOperators() throws IOException {
        String operating = Files.readString(ROOT.resolve("docs/operate.md"));
        Map<String, String> runbook = sections(Files.readString(ROOT.resolve("docs/runbook.md")));

        assertThat(alarms()).hasSizeGreaterThan(10).allSatisfy((name, alarm) -> {
            Matcher section = RUNBOOK_SECTION.matcher(text(alarm.require("AlarmDescription")));
            assertThat(section.matches()).as("%s names its section", name).isTrue();
            assertThat(section.group(1)).isNotBlank();
            assertThat(runbook.getOrDefault(section.group(2), ""))
                    .as("%s in the runbook, with a command", name)
                    .contains("`" + name + "`", "```sh");
            // Where too little is the problem, nothing at all is as well.
            boolean tooLittle = alarm.require("ComparisonOperator").asText().equals("LessThanThreshold");
            assertThat(alarm.require("TreatMissingData").asText()).isEqualTo(tooLittle ? "breaching" : "notBreaching");
            for (String actions : List.of("AlarmActions", "OKActions")) {
                assertThat(alarm.require(actions))
                        .isInstanceOfSatisfying(
                                Intrinsic.class,
                                choice -> assertThat(choice.argument()
                                                .asItems()
                                                .getFirst()
                                                .asText())
                                        .isEqualTo("NotifyTopic"));
            }
        });
        for (Metric metric : Metric.values()) {
            assertThat(operating).contains("`" + metric + "`");
        }
    }

    private static String text(Value description) {
        return ((Intrinsic) description).argument().asText();
    }

    /** The sections of a page by their anchors. */
    private static Map<String, String> sections(String page) {
        Map<String, String> sections = new LinkedHashMap<>();
        for (String section : page.split("(?m)^##+ ", -1)) {
            String heading = section.lines().findFirst().orElse("");
            sections.put(heading.toLowerCase(Locale.ROOT).replace(' ', '-'), section);
        }
        return sections;
    }

    private Map<String, Members> alarms() {
        Map<String, Members> alarms = new LinkedHashMap<>();
        resources.members().forEach((name, value) -> {
            Members resource = value.asMembers();
            if (resource.require("Type").asText().equals("AWS::CloudWatch::Alarm")) {
                alarms.put(name, resource.require("Properties").asMembers());
            }
        });
        return alarms;
    }

    private static String dimension(Members alarm, String name) {
        return alarm.require("Dimensions").asItems().stream()
                .map(Value::asMembers)
                .filter(dimension -> dimension.require("Name").asText().equals(name))
                .map(dimension ->
                        ((Intrinsic) dimension.require("Value")).argument().asText())
                .findFirst()
                .orElseThrow();
    }

    private JsonNode dashboard() throws IOException {
        Value body =
                resources.require("Dashboard").asMembers().orEmpty("Properties").require("DashboardBody");
        return new ObjectMapper().readTree(((Intrinsic) body).argument().asText());
    }

    private static Metric metric(String name) {
        return Stream.of(Metric.values())
                .filter(metric -> metric.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nobody writes " + name));
    }

    private static List<String> dimensions(Metric metric) {
        return Stream.concat(Stream.of("Service"), metric.dimensions().stream().map(Dimension::toString))
                .collect(Collectors.toList());
    }
}
