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
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mfasender.local.template.Value.Intrinsic;
import org.mfasender.local.template.Value.Members;
import org.mfasender.observe.Dimension;
import org.mfasender.observe.Metric;

/** The alarms and the dashboard watch what is really written, and the operator finds each alarm explained. */
class ObservabilityTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."));
    private static final String NAMESPACE = "WhatsAppSender";
    private static final Pattern SEARCH = Pattern.compile("SEARCH\\('\\{" + NAMESPACE
            + ",([A-Za-z,]+)} MetricName=\"(\\w+)\" Service=\"\\$\\{AWS::StackName}\"', '\\w+', 300\\)");

    private final Members yaml = YamlFile.read(ROOT.resolve("template.yaml"));
    private final Members resources = yaml.require("Resources").asMembers();

    @Test
    void theDashboardShowsMetricsThatFunctionsWrite() throws IOException {
        Set<String> shown = new HashSet<>();
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
            }
        }
        assertThat(shown).contains("Runs", "StepDuration", "GraphCalls", "Throttles", "Failures", "Requests");
    }

    @Test
    void functionsWriteIntoTheNamespaceThatIsWatched() {
        Members variables = yaml.require("Globals")
                .asMembers()
                .orEmpty("Function")
                .orEmpty("Environment")
                .orEmpty("Variables");

        assertThat(variables.require("POWERTOOLS_METRICS_NAMESPACE").asText()).isEqualTo(NAMESPACE);
        assertThat(variables.require("POWERTOOLS_SERVICE_NAME"))
                .isInstanceOfSatisfying(
                        Intrinsic.class,
                        name -> assertThat(name.argument().asText()).isEqualTo("AWS::StackName"));
    }

    @Test
    void anAlarmOnOwnMetricsLooksAtATotal() {
        List<Members> own = alarms().values().stream()
                .filter(alarm -> alarm.require("Namespace").asText().equals(NAMESPACE))
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
    void anAlarmOnADurationRingsBeforeTheTimeoutOfItsFunction() {
        Template template =
                Template.read(ROOT.resolve("template.yaml"), Map.of(), new Surroundings(URI.create("http://x")));
        Map<String, Double> thresholds = new LinkedHashMap<>();
        alarms().values().stream()
                .filter(alarm -> alarm.require("MetricName").asText().equals("Duration"))
                .forEach(alarm -> thresholds.put(
                        dimension(alarm, "FunctionName"),
                        Double.parseDouble(alarm.require("Threshold").asText())));

        assertThat(thresholds).containsKeys("ValidateFunction", "ListNumbersFunction", "ProvisionTemplatesFunction");
        thresholds.forEach((function, threshold) -> {
            double timeout = template.function(function).timeout().toMillis();
            assertThat(threshold).as(function).isBetween(timeout * 0.8, timeout * 0.95);
        });
    }

    @Test
    void everyAlarmTellsTheTopicAndIsExplainedToOperators() throws IOException {
        String operating = Files.readString(ROOT.resolve("docs/operate.md"));

        assertThat(alarms()).hasSizeGreaterThan(10).allSatisfy((name, alarm) -> {
            assertThat(alarm.require("AlarmDescription").asText()).isNotBlank();
            assertThat(alarm.require("TreatMissingData").asText()).isEqualTo("notBreaching");
            assertThat(alarm.require("AlarmActions"))
                    .isInstanceOfSatisfying(
                            Intrinsic.class,
                            choice -> assertThat(choice.argument()
                                            .asItems()
                                            .getFirst()
                                            .asText())
                                    .isEqualTo("TellAlarms"));
            assertThat(operating).contains("`" + name + "`");
        });
        for (Metric metric : Metric.values()) {
            assertThat(operating).contains("`" + metric + "`");
        }
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
