package org.mfasender.platform.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.mfasender.platform.EnvironmentId;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The one table. Partition key {@code pk} is {@code ENV#{environmentId}}; sort key {@code sk} is
 *
 * <ul>
 *   <li>{@code SENDER} for the account: small, and in every write that concerns it
 *   <li>{@code SENDER#RUN#{generation}} for the steps of a run, with their checks; those of one that begins are with the account
 *   <li>{@code SEND} for all that sending has to know
 *   <li>{@code NUMBERS#{listing}#{part}} for the numbers as listed at Meta
 *   <li>{@code TEMPLATE#{waba}#{id}}, {@code CONTENT#{waba}#{purpose}#{locale}[#{variant}]} and {@code LEDGER#{waba}} for the templates of
 *       a WhatsApp Business Account, what they are bound to, and what was done there; 0.1.0 left out {@code {waba}}
 * </ul>
 */
public record Table(DynamoDbClient dynamoDb, String name) {

    public static final String SENDER = "SENDER";

    /** Of the item with the steps of a run; it goes with the write that supersedes the run. */
    public static String runKey(long generation) {
        return SENDER + "#RUN#" + generation;
    }

    /** The item, empty when there is none. */
    public Map<String, AttributeValue> get(EnvironmentId environment, String sk) {
        return dynamoDb.getItem(request ->
                        request.tableName(name).key(key(environment, sk)).consistentRead(true))
                .item();
    }

    /** The items of an environment whose sort key begins so. */
    public Stream<Map<String, AttributeValue>> query(EnvironmentId environment, String prefix) {
        return read(QueryRequest.builder()
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                        .expressionAttributeValues(Map.of(":pk", partition(environment), ":prefix", text(prefix))))
                .stream();
    }

    /** The items of an environment, each time as they are stored then. */
    public EnvironmentItems items(EnvironmentId environment) {
        return prefix -> query(environment, prefix);
    }

    /**
     * The items of an environment between two prefixes of sort keys, with these, read at once. The last is read first: the account before
     * what it refers to, which was written before.
     */
    public EnvironmentItems readOnce(EnvironmentId environment, String first, String last) {
        // '~' comes after whatever follows a prefix.
        List<Map<String, AttributeValue>> items = read(QueryRequest.builder()
                        .keyConditionExpression("pk = :pk AND sk BETWEEN :first AND :last")
                        .expressionAttributeValues(
                                Map.of(":pk", partition(environment), ":first", text(first), ":last", text(last + "~")))
                        .scanIndexForward(false))
                .reversed();
        return prefix -> items.stream().filter(item -> sortKey(item).startsWith(prefix));
    }

    private List<Map<String, AttributeValue>> read(QueryRequest.Builder request) {
        request.tableName(name).consistentRead(true);
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        QueryResponse page;
        do {
            page = dynamoDb.query(request.build());
            items.addAll(page.items());
            request.exclusiveStartKey(page.lastEvaluatedKey());
        } while (page.hasLastEvaluatedKey());
        return items;
    }

    public static Map<String, AttributeValue> key(EnvironmentId environment, String sk) {
        return Map.of("pk", partition(environment), "sk", text(sk));
    }

    private static AttributeValue partition(EnvironmentId environment) {
        return text("ENV#" + environment);
    }

    public static String sortKey(Map<String, AttributeValue> item) {
        return Objects.requireNonNull(item.get("sk")).s();
    }

    public static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    public static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
