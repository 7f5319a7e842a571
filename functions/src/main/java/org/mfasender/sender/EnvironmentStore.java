package org.mfasender.sender;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.Table;
import org.mfasender.webhooks.secrets.WebhookSecretStore;
import org.mfasender.webhooks.secrets.WebhookSecretStore.Owner;
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
     * @param appSecrets who has App Secrets for webhooks, also where no account leads to them any more
     * @param next after which the following page begins; null after the last
     */
    public record Page(
            List<EnvironmentId> environments,
            Set<Owner> appSecrets,
            @Nullable EnvironmentId next) {}

    /**
     * A page of environments.
     *
     * @param after null for the first page
     */
    public Page page(@Nullable EnvironmentId after) {
        List<EnvironmentId> environments = new ArrayList<>();
        Set<Owner> appSecrets = new LinkedHashSet<>();
        Map<String, AttributeValue> position = after == null ? Map.of() : Table.key(after, Table.SENDER);
        do {
            ScanResponse found = scan(position);
            found.items().stream().flatMap(EnvironmentStore::environment).forEach(environments::add);
            found.items().stream()
                    .flatMap(item -> WebhookSecretStore.owner(item).stream())
                    .forEach(appSecrets::add);
            position = found.lastEvaluatedKey();
        } while (!position.isEmpty() && !endsPage(position, after));
        return new Page(
                environments, appSecrets, environment(position).findFirst().orElse(null));
    }

    /** DynamoDB stops after 1 MB, also within an environment: a page ends after an account's item, and begins after another one's. */
    private static boolean endsPage(Map<String, AttributeValue> position, @Nullable EnvironmentId after) {
        return Table.sortKey(position).compareTo(Table.SENDER) >= 0
                && environment(position).anyMatch(last -> !last.equals(after));
    }

    private ScanResponse scan(Map<String, AttributeValue> position) {
        return table.dynamoDb()
                .scan(request -> request.tableName(table.name())
                        .exclusiveStartKey(position.isEmpty() ? null : position)
                        .filterExpression("sk = :sender OR begins_with(pk, :app)")
                        .expressionAttributeValues(
                                Map.of(":sender", Table.text(Table.SENDER), ":app", Table.text("APP#")))
                        .select(Select.SPECIFIC_ATTRIBUTES)
                        .projectionExpression("pk, sk"));
    }

    private static Stream<EnvironmentId> environment(Map<String, AttributeValue> key) {
        return Stream.ofNullable(key.get("pk"))
                .map(AttributeValue::s)
                .filter(pk -> pk.startsWith(PREFIX))
                .flatMap(pk -> EnvironmentId.parse(pk.substring(PREFIX.length())).stream());
    }
}
