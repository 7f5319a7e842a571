package org.mfasender.platform.dynamodb;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.mfasender.platform.EnvironmentId;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The one table. Partition key {@code pk} is {@code ENV#{environmentId}}; sort key {@code sk} is {@code SENDER} for the account,
 * {@code TEMPLATE#{id}} for a template of its WhatsApp Business Account, {@code CONTENT#{purpose}#{locale}} and, with a variant,
 * {@code CONTENT#{purpose}#{locale}#{variant}} for a binding, {@code LEDGER} for what was done at Meta.
 */
public record Table(DynamoDbClient dynamoDb, String name) {

    public static final String SENDER = "SENDER";

    /** The item, empty when there is none. */
    public Map<String, AttributeValue> get(EnvironmentId environment, String sk) {
        return dynamoDb.getItem(request ->
                        request.tableName(name).key(key(environment, sk)).consistentRead(true))
                .item();
    }

    /** The items of an environment whose sort key begins so. */
    public Stream<Map<String, AttributeValue>> query(EnvironmentId environment, String prefix) {
        return dynamoDb
                .queryPaginator(request -> request.tableName(name)
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                        .expressionAttributeValues(Map.of(":pk", text("ENV#" + environment), ":prefix", text(prefix)))
                        .consistentRead(true))
                .items()
                .stream();
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
