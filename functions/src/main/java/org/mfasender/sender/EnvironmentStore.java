package org.mfasender.sender;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** The environments that have something stored. Reads the whole table, page by page: never while somebody waits. */
public final class EnvironmentStore {

    private static final String PREFIX = "ENV#";

    private final Table table;

    public EnvironmentStore(DynamoDbClient dynamoDb, String table) {
        this.table = new Table(dynamoDb, table);
    }

    /**
     * Some environments.
     *
     * @param next after which the following page begins; null after the last
     */
    public record Page(List<EnvironmentId> environments, @Nullable EnvironmentId next) {}

    /** @param after null for the first page */
    public Page page(@Nullable EnvironmentId after) {
        ScanResponse found = table.dynamoDb().scan(request -> request.tableName(table.name())
                .exclusiveStartKey(after == null ? null : Table.key(after, Table.SENDER))
                .filterExpression("sk = :sender")
                .expressionAttributeValues(Map.of(":sender", Table.text(Table.SENDER)))
                .select(Select.SPECIFIC_ATTRIBUTES)
                .projectionExpression("pk, sk"));
        List<EnvironmentId> environments =
                found.items().stream().flatMap(EnvironmentStore::environment).toList();
        return new Page(
                environments,
                Optional.of(found.lastEvaluatedKey())
                        .filter(key -> !key.isEmpty())
                        .flatMap(key -> environment(key).findFirst())
                        .orElse(null));
    }

    private static Stream<EnvironmentId> environment(Map<String, AttributeValue> key) {
        String pk = Objects.requireNonNull(key.get("pk")).s();
        return EnvironmentId.parse(pk.substring(PREFIX.length())).stream();
    }
}
