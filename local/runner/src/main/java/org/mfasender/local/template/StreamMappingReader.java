package org.mfasender.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.mfasender.local.template.Value.Items;
import org.mfasender.local.template.Value.Members;
import org.mfasender.local.template.Value.Text;

/** Turns the resolved properties of an event of type {@code DynamoDB} into its definition. */
final class StreamMappingReader {

    private static final Set<String> EVENT = Set.of(
            "BatchSize",
            "BisectBatchOnFunctionError",
            "FilterCriteria",
            "FunctionResponseTypes",
            "MaximumRecordAgeInSeconds",
            "MaximumRetryAttempts",
            "StartingPosition",
            "Stream");

    private StreamMappingReader() {}

    /**
     * Reads a mapping.
     *
     * @param others that were read before. AWS refuses a second one of the same stream and function with {@code ResourceConflictException},
     *     whatever their filters are
     * @see <a href="https://github.com/localstack/localstack/pull/9996">LocalStack #9996, which compared it with AWS</a>
     */
    static StreamMapping mapping(String function, Members properties, List<StreamMapping> others) {
        properties.onlyKnows(EVENT);
        Value stream = properties.require("Stream");
        if (others.stream()
                .anyMatch(other ->
                        other.function().equals(function) && other.streamArn().equals(stream.asText()))) {
            throw stream.error("AWS refuses a second mapping of the same stream and function");
        }
        Value position = properties.require("StartingPosition");
        if (!position.asText().equals("TRIM_HORIZON")) {
            throw position.error("only TRIM_HORIZON is supported here");
        }
        Value filters = properties
                .orEmpty("FilterCriteria")
                .onlyKnows(Set.of("Filters"))
                .members()
                .getOrDefault("Filters", none(properties));
        return new StreamMapping(
                function,
                stream.asText(),
                number(properties, "BatchSize"),
                number(properties, "MaximumRetryAttempts"),
                Duration.ofSeconds(number(properties, "MaximumRecordAgeInSeconds")),
                text(properties, "BisectBatchOnFunctionError").asText().equals("true"),
                reportsItems(properties),
                filters.asItems().stream()
                        .map(filter -> filter.asMembers()
                                .onlyKnows(Set.of("Pattern"))
                                .require("Pattern")
                                .asText())
                        .toList());
    }

    private static boolean reportsItems(Members properties) {
        List<Value> types = properties
                .members()
                .getOrDefault("FunctionResponseTypes", none(properties))
                .asItems();
        for (Value type : types) {
            if (!type.asText().equals("ReportBatchItemFailures")) {
                throw type.error("only ReportBatchItemFailures is supported here");
            }
        }
        return !types.isEmpty();
    }

    private static Value none(Members properties) {
        return new Items(List.of(), properties.place());
    }

    private static Value text(Members properties, String name) {
        return properties.members().getOrDefault(name, new Text("false", properties.place()));
    }

    /** Required here, since Lambda's own limits are no limits. */
    private static int number(Members properties, String name) {
        Value value = properties.require(name);
        try {
            return Integer.parseInt(value.asText());
        } catch (NumberFormatException e) {
            throw value.error("expected a whole number");
        }
    }
}
