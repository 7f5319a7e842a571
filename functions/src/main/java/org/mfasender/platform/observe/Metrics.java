package org.mfasender.platform.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.mfasender.platform.config.Configuration;
import org.mfasender.platform.config.MetricSettings;
import software.amazon.cloudwatchlogs.emf.config.EnvironmentConfigurationProvider;
import software.amazon.cloudwatchlogs.emf.environment.Environments;
import software.amazon.cloudwatchlogs.emf.model.MetricsContext;
import software.amazon.cloudwatchlogs.emf.model.Unit;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;

/**
 * Writes metrics to standard output in CloudWatch's embedded metric format, from which CloudWatch Logs takes them. Each document is
 * written at once by an object of its own, so that nothing is shared between functions that run in one JVM.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     Embedded metric format</a>
 */
final class Metrics {

    static final MetricSettings SETTINGS = Configuration.metrics();
    private static final String SERVICE_DIMENSION = "Service";

    static {
        // Otherwise the library queries the network for the machine that it is on.
        EnvironmentConfigurationProvider.getConfig().setEnvironmentOverride(Environments.Lambda);
    }

    private Metrics() {}

    /**
     * Loads the library while the function starts, and not while the first caller waits. Writes only that the function starts without the
     * AOT cache that it was to have.
     */
    static void prepare() {
        Objects.requireNonNull(MetricsFactory.getMetricsInstance());
        try {
            MetricsContext document = new MetricsContext();
            document.putMetric(Metric.RUNS.toString(), 0, Unit.COUNT);
            Objects.requireNonNull(document.serialize());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("No metric can be written", e);
        }
        AotCache.unused(Configuration.aotCache(), System.getProperty("java.vm.info", ""))
                .ifPresent(cause -> write("start", Map.of(Dimension.CAUSE, cause), Map.of(Metric.AOT_CACHE_UNUSED, 1)));
    }

    /** Writes a value of each metric, as {@link #writeAll} does. */
    static void write(String requestId, Map<Dimension, String> dimensions, Map<Metric, ? extends Number> values) {
        Map<Metric, List<Number>> single = new EnumMap<>(Metric.class);
        values.forEach((metric, value) -> single.put(metric, List.of(value)));
        writeAll(requestId, dimensions, single);
    }

    /** Writes values with these dimensions and, for some metrics, with none. A metric has a hundred values at most. */
    static void writeAll(String requestId, Map<Dimension, String> dimensions, Map<Metric, List<Number>> values) {
        for (Metric metric : values.keySet()) {
            if (!dimensions.keySet().equals(Set.copyOf(metric.dimensions()))) {
                throw new IllegalArgumentException(metric + " has other dimensions than " + dimensions.keySet());
            }
        }
        Map<String, String> named = new LinkedHashMap<>();
        named.put(SERVICE_DIMENSION, SETTINGS.service());
        dimensions.forEach((dimension, value) -> named.put(dimension.toString(), value));
        MetricsFactory.getMetricsInstance().flushMetrics(document -> {
            document.setNamespace(SETTINGS.namespace());
            document.setDefaultDimensions(DimensionSet.of(named));
            if (!dimensions.isEmpty() && values.keySet().stream().anyMatch(Metric::isTotalled)) {
                document.addDimension(DimensionSet.of(SERVICE_DIMENSION, SETTINGS.service()));
            }
            document.addMetadata("requestId", requestId);
            values.forEach((metric, all) ->
                    all.forEach(value -> document.addMetric(metric.toString(), value.doubleValue(), metric.unit())));
        });
    }
}
