package org.mfasender.platform.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The metrics that a piece of work prints, each document checked against the specification of the embedded metric format. */
public final class Printed {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Those of CloudWatch.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html">MetricDatum</a>
     */
    private static final Set<String> UNITS = Set.of(
            ("Seconds Microseconds Milliseconds Bytes Kilobytes Megabytes Gigabytes Terabytes Bits Kilobits Megabits Gigabits Terabits "
                            + "Percent Count Bytes/Second Kilobytes/Second Megabytes/Second Gigabytes/Second Terabytes/Second Bits/Second "
                            + "Kilobits/Second Megabits/Second Gigabits/Second Terabits/Second Count/Second None")
                    .split(" "));

    private Printed() {}

    /** Work that may fail in any way. */
    public interface Work {
        void run() throws Exception;
    }

    /** The documents in their order. */
    public static List<JsonNode> during(Work work) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setOut(before);
        }
        List<JsonNode> documents = printed.toString(StandardCharsets.UTF_8)
                .lines()
                .map(Printed::read)
                .toList();
        documents.forEach(Printed::check);
        return documents;
    }

    /** The values of a metric in documents that have it. */
    public static List<Double> values(List<JsonNode> documents, String metric) {
        return documents.stream()
                .filter(document -> document.has(metric))
                .flatMap(document -> values(document, metric).stream())
                .map(JsonNode::asDouble)
                .toList();
    }

    /** One value, or an array of them. */
    private static List<JsonNode> values(JsonNode document, String metric) {
        JsonNode value = document.path(metric);
        return value.isArray() ? value.valueStream().toList() : List.of(value);
    }

    /** The values of a dimension in documents that have it. */
    public static List<String> texts(List<JsonNode> documents, String dimension) {
        return documents.stream()
                .filter(document -> document.has(dimension))
                .map(document -> document.path(dimension).asText())
                .toList();
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (Exception e) {
            throw new AssertionError("No JSON: " + line, e);
        }
    }

    private static void check(JsonNode document) {
        assertThat(document.at("/_aws/Timestamp").isIntegralNumber()).isTrue();
        assertThat(document.at("/_aws/CloudWatchMetrics")).hasSize(1);
        JsonNode directive = document.at("/_aws/CloudWatchMetrics/0");
        assertThat(directive.path("Namespace").asText()).isEqualTo("WhatsAppSender");
        assertThat(directive.path("Dimensions")).isNotEmpty();
        for (JsonNode dimensions : directive.path("Dimensions")) {
            assertThat(dimensions).hasSizeBetween(1, 30);
            dimensions.forEach(name -> assertThat(document.path(name.asText()).isTextual())
                    .as("dimension %s", name)
                    .isTrue());
        }
        assertThat(directive.path("Metrics")).hasSizeBetween(1, 100);
        for (JsonNode metric : directive.path("Metrics")) {
            List<JsonNode> values = values(document, metric.path("Name").asText());
            assertThat(values).hasSizeBetween(1, 100).allMatch(JsonNode::isNumber);
            assertThat(metric.path("Unit").asText()).isIn(UNITS);
        }
    }

    /** The dimensions of a document, set by set. */
    static List<Set<String>> dimensions(JsonNode document) {
        return StreamSupport.stream(
                        document.at("/_aws/CloudWatchMetrics/0/Dimensions").spliterator(), false)
                .map(set -> {
                    Set<String> names = new HashSet<>();
                    set.forEach(name -> names.add(name.asText()));
                    return names;
                })
                .toList();
    }
}
