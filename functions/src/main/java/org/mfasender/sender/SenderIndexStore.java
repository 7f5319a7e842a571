package org.mfasender.sender;

import java.time.Instant;
import java.util.HashMap;
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
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * The senders by status, and by when their next check is due: an index of the table, a moment behind it. It has the status as it is stored.
 * A sender that a release before 0.3.0 wrote is in it once the sweep has found it.
 */
public final class SenderIndexStore {

    /** Its name in template.yaml. */
    private static final String NAME = "status";

    private static final String PREFIX = "ENV#";
    private static final String STATUS = "status";
    private static final String DUE = "checkDue";

    private final Table table;

    public SenderIndexStore(DynamoDbClient dynamoDb, String table) {
        this.table = new Table(dynamoDb, table);
    }

    /**
     * A sender, as the index has it.
     *
     * @param due when its next check is due
     */
    public record Listed(EnvironmentId environment, SenderStatus status, Instant due) {}

    /**
     * Some senders of a status.
     *
     * @param next the last of them, when more follow; null after the last
     */
    public record Page(List<Listed> senders, @Nullable Listed next) {}

    /** The senders of a status whose check is due, the most overdue first. */
    public List<Listed> due(SenderStatus status, Instant now, int most) {
        QueryRequest.Builder request = query().limit(most)
                .keyConditionExpression("#status = :status AND #due <= :now")
                .expressionAttributeNames(Map.of("#status", STATUS, "#due", DUE))
                .expressionAttributeValues(
                        Map.of(":status", Table.text(status.name()), ":now", Table.text(now.toString())));
        return listed(table.dynamoDb().query(request.build()));
    }

    /**
     * A page of the senders of a status, by when their next check is due. A sender that is checked meanwhile may come twice.
     *
     * @param after the last of the page before; null for the first page
     */
    public Page find(SenderStatus status, int most, @Nullable Listed after) {
        QueryRequest.Builder request = all(status).limit(most).exclusiveStartKey(after == null ? null : key(after));
        QueryResponse found = table.dynamoDb().query(request.build());
        List<Listed> senders = listed(found);
        return new Page(senders, found.lastEvaluatedKey().isEmpty() || senders.isEmpty() ? null : senders.getLast());
    }

    /** How many senders have a status. */
    public int count(SenderStatus status) {
        return table.dynamoDb().queryPaginator(all(status).select(Select.COUNT).build()).stream()
                .mapToInt(QueryResponse::count)
                .sum();
    }

    /** Has a sender's next check due at another time, unless something has changed that since, or is changing it now. */
    public void postpone(Listed listed, Instant next) {
        try {
            table.dynamoDb()
                    .updateItem(request -> request.tableName(table.name())
                            .key(Table.key(listed.environment(), Table.SENDER))
                            .updateExpression("SET #due = :next ADD #revision :one")
                            .conditionExpression("#due = :due")
                            .expressionAttributeNames(Map.of("#due", DUE, "#revision", "revision"))
                            .expressionAttributeValues(Map.of(
                                    ":due", Table.text(listed.due().toString()),
                                    ":next", Table.text(next.toString()),
                                    ":one", Table.number(1))));
        } catch (ConditionalCheckFailedException | TransactionConflictException e) {
            // It is found again when it is still due, and its check is not started twice.
        }
    }

    private QueryRequest.Builder all(SenderStatus status) {
        return query().keyConditionExpression("#status = :status")
                .expressionAttributeNames(Map.of("#status", STATUS))
                .expressionAttributeValues(Map.of(":status", Table.text(status.name())));
    }

    private QueryRequest.Builder query() {
        return QueryRequest.builder().tableName(table.name()).indexName(NAME);
    }

    private static Map<String, AttributeValue> key(Listed listed) {
        Map<String, AttributeValue> key = new HashMap<>(Table.key(listed.environment(), Table.SENDER));
        key.put(STATUS, Table.text(listed.status().name()));
        key.put(DUE, Table.text(listed.due().toString()));
        return key;
    }

    private static List<Listed> listed(QueryResponse found) {
        return found.items().stream().flatMap(SenderIndexStore::listed).toList();
    }

    private static Stream<Listed> listed(Map<String, AttributeValue> item) {
        return Optional.of(text(item, "pk"))
                .filter(pk -> pk.startsWith(PREFIX))
                .flatMap(pk -> EnvironmentId.parse(pk.substring(PREFIX.length())))
                .flatMap(environment -> SenderStatus.of(text(item, STATUS))
                        .map(status -> new Listed(environment, status, Instant.parse(text(item, DUE)))))
                .stream();
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name)).s();
    }
}
