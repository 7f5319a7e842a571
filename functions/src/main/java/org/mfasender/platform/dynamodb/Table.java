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
        QueryRequest.Builder request = QueryRequest.builder()
                .tableName(name)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                .expressionAttributeValues(Map.of(":pk", text("ENV#" + environment), ":prefix", text(prefix)))
                .consistentRead(true);
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        QueryResponse page;
        do {
            page = dynamoDb.query(request.build());
            items.addAll(page.items());
            request.exclusiveStartKey(page.lastEvaluatedKey());
        } while (page.hasLastEvaluatedKey());
        return items.stream();
    }

    public static Map<String, AttributeValue> key(EnvironmentId environment, String sk) {
        return Map.of("pk", text("ENV#" + environment), "sk", text(sk));
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
