package org.mfasender.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.template.TableDefinition.KeyPart;
import org.mfasender.local.template.TableDefinition.SecondaryIndex;
import org.mfasender.local.template.Value.Members;

/** Turns a table's resolved properties into its definition. */
final class TableReader {
    private static final Set<String> TABLE = Set.of(
            "TableName",
            "AttributeDefinitions",
            "KeySchema",
            "GlobalSecondaryIndexes",
            "BillingMode",
            "DeletionProtectionEnabled",
            "PointInTimeRecoverySpecification",
            "SSESpecification",
            "StreamSpecification",
            "TableClass",
            "Tags",
            "TimeToLiveSpecification");

    private TableReader() {}

    static TableDefinition table(String logicalId, String name, Members properties) {
        properties.onlyKnows(TABLE);
        Map<String, String> types = new LinkedHashMap<>();
        for (Value item : properties.require("AttributeDefinitions").asItems()) {
            Members definition = item.asMembers().onlyKnows(Set.of("AttributeName", "AttributeType"));
            types.put(
                    definition.require("AttributeName").asText(),
                    definition.require("AttributeType").asText());
        }
        Value indexes = properties
                .members()
                .getOrDefault("GlobalSecondaryIndexes", new Value.Items(List.of(), properties.place()));
        return new TableDefinition(
                logicalId,
                name,
                types,
                keySchema(properties),
                indexes.asItems().stream().map(TableReader::index).toList(),
                timeToLive(properties),
                streamView(properties));
    }

    private static @Nullable String timeToLive(Members properties) {
        Members specification =
                properties.orEmpty("TimeToLiveSpecification").onlyKnows(Set.of("AttributeName", "Enabled"));
        Value enabled = specification.get("Enabled");
        return enabled == null || !enabled.asText().equals("true")
                ? null
                : specification.require("AttributeName").asText();
    }

    private static @Nullable String streamView(Members properties) {
        Members specification = properties.orEmpty("StreamSpecification").onlyKnows(Set.of("StreamViewType"));
        return specification.members().isEmpty()
                ? null
                : specification.require("StreamViewType").asText();
    }

    private static SecondaryIndex index(Value item) {
        Members index = item.asMembers().onlyKnows(Set.of("IndexName", "KeySchema", "Projection"));
        Members projection =
                index.require("Projection").asMembers().onlyKnows(Set.of("ProjectionType", "NonKeyAttributes"));
        Value attributes =
                projection.members().getOrDefault("NonKeyAttributes", new Value.Items(List.of(), projection.place()));
        return new SecondaryIndex(
                index.require("IndexName").asText(),
                keySchema(index),
                projection.require("ProjectionType").asText(),
                attributes.asItems().stream().map(Value::asText).toList());
    }

    private static List<KeyPart> keySchema(Members owner) {
        return owner.require("KeySchema").asItems().stream()
                .map(item -> item.asMembers().onlyKnows(Set.of("AttributeName", "KeyType")))
                .map(key -> new KeyPart(
                        key.require("AttributeName").asText(),
                        key.require("KeyType").asText()))
                .toList();
    }
}
