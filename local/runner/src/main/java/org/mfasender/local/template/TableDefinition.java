package org.mfasender.local.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An {@code AWS::DynamoDB::Table}, billed on demand.
 *
 * @param logicalId its name in the template
 * @param name of the table
 * @param attributeTypes {@code S}, {@code N} or {@code B} by attribute name
 * @param keySchema the partition key and, where there is one, the sort key
 * @param globalSecondaryIndexes none or more
 * @param timeToLive the attribute by which items expire, in seconds since 1970; null when they do not
 * @param streamView what its stream has of an item, such as {@code NEW_AND_OLD_IMAGES}; null when it has no stream
 */
public record TableDefinition(
        String logicalId,
        String name,
        Map<String, String> attributeTypes,
        List<KeyPart> keySchema,
        List<SecondaryIndex> globalSecondaryIndexes,
        @Nullable String timeToLive,
        @Nullable String streamView) {
    /** Copies the collections. */
    public TableDefinition {
        attributeTypes = Map.copyOf(attributeTypes);
        keySchema = List.copyOf(keySchema);
        globalSecondaryIndexes = List.copyOf(globalSecondaryIndexes);
    }

    /** One part of a key; the type is {@code HASH} or {@code RANGE}. */
    public record KeyPart(String attributeName, String keyType) {}

    /** A global secondary index; the projection type is {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}. */
    public record SecondaryIndex(
            String name, List<KeyPart> keySchema, String projectionType, List<String> nonKeyAttributes) {
        /** Copies the lists. */
        public SecondaryIndex {
            keySchema = List.copyOf(keySchema);
            nonKeyAttributes = List.copyOf(nonKeyAttributes);
        }
    }
}
