package org.mfasender.platform.observe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.mfasender.platform.Clock;
import org.mfasender.platform.config.Configuration;
import org.mfasender.platform.config.MetricSettings;
import org.mfasender.platform.json.Json;

/**
 * Writes metrics to standard output in CloudWatch's embedded metric format, from which CloudWatch Logs takes them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     Embedded metric format</a>
 */
final class Metrics {

    static final MetricSettings SETTINGS = Configuration.metrics();
    private static final String SERVICE_DIMENSION = "Service";

    private Metrics() {}

    /** Loads, while the function starts, what writes metrics; writes only that it starts without the AOT cache that it was to have. */
    static void prepare() {
        document("start", Map.of(), Map.of(Metric.LOST_WEBHOOK_SECRETS, List.of(0)));
        AotCache.unused(Configuration.aotCache(), System.getProperty("java.vm.info", ""))
                .ifPresent(cause -> write("start", Map.of(Dimension.CAUSE, cause), Map.of(Metric.AOT_CACHE_UNUSED, 1)));
    }

    /** Writes a value of each metric, as {@link #writeAll} does. */
    static void write(String requestId, Map<Dimension, String> dimensions, Map<Metric, ? extends Number> values) {
        writeAll(
                requestId,
                dimensions,
                values.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, value -> List.of(value.getValue()))));
    }

    /** Writes values with these dimensions and, for some metrics, with none. A metric has a hundred values at most. */
    static void writeAll(
            String requestId, Map<Dimension, String> dimensions, Map<Metric, ? extends List<? extends Number>> values) {
        System.out.println(document(requestId, dimensions, values));
    }

    private static String document(
            String requestId, Map<Dimension, String> dimensions, Map<Metric, ? extends List<? extends Number>> values) {
        for (Metric metric : values.keySet()) {
            if (!dimensions.keySet().equals(Set.copyOf(metric.dimensions()))) {
                throw new IllegalArgumentException(metric + " has other dimensions than " + dimensions.keySet());
            }
        }
        ObjectNode document = Json.MAPPER.createObjectNode();
        ObjectNode metadata =
                document.putObject("_aws").put("Timestamp", Clock.system().now().toEpochMilli());
        ObjectNode directive =
                metadata.putArray("CloudWatchMetrics").addObject().put("Namespace", SETTINGS.namespace());
        ArrayNode sets = directive.putArray("Dimensions");
        ArrayNode names = sets.addArray().add(SERVICE_DIMENSION);
        document.put(SERVICE_DIMENSION, SETTINGS.service());
        dimensions.forEach((dimension, value) -> {
            names.add(dimension.toString());
            document.put(dimension.toString(), value);
        });
        if (!dimensions.isEmpty() && values.keySet().stream().anyMatch(Metric::isTotalled)) {
            sets.addArray().add(SERVICE_DIMENSION);
        }
        ArrayNode metrics = directive.putArray("Metrics");
        values.forEach((metric, all) -> {
            metrics.addObject()
                    .put("Name", metric.toString())
                    .put("Unit", metric.unit().toString());
            document.set(metric.toString(), Json.MAPPER.valueToTree(all.size() == 1 ? all.getFirst() : all));
        });
        return document.put("requestId", requestId).toString();
    }
}
