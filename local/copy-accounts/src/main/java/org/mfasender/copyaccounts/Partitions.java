package org.mfasender.copyaccounts;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table of accounts, as docs/architecture.md describes it. */
record Partitions(DynamoDbClient dynamoDb, String table) {

    static final String SENDER = "SENDER";
    private static final String ENVIRONMENT = "ENV#";

    /** Every environment that has an account, or had one. Reads the whole table. */
    Stream<UUID> environments() {
        return dynamoDb
                .scanPaginator(request -> request.tableName(table)
                        .filterExpression("sk = :sender")
                        .expressionAttributeValues(Map.of(":sender", AttributeValue.fromS(SENDER)))
                        .projectionExpression("pk, sk")
                        .consistentRead(true))
                .items()
                .stream()
                .map(item -> UUID.fromString(text(item, "pk").substring(ENVIRONMENT.length())));
    }

    List<Map<String, AttributeValue>> ofEnvironment(UUID environment) {
        return query(ENVIRONMENT + environment, "");
    }

    List<Map<String, AttributeValue>> keysOf(UUID environment) {
        return query("KEYS#" + environment, "");
    }

    /** App Secrets for webhooks that an environment has of an app. */
    List<Map<String, AttributeValue>> appSecrets(UUID environment, String appId) {
        return query("APP#" + appId, ENVIRONMENT + environment + "#");
    }

    private List<Map<String, AttributeValue>> query(String pk, String prefix) {
        return dynamoDb
                .queryPaginator(request -> request.tableName(table)
                        .keyConditionExpression(prefix.isEmpty() ? "pk = :pk" : "pk = :pk AND begins_with(sk, :prefix)")
                        .expressionAttributeValues(
                                prefix.isEmpty()
                                        ? Map.of(":pk", AttributeValue.fromS(pk))
                                        : Map.of(
                                                ":pk", AttributeValue.fromS(pk),
                                                ":prefix", AttributeValue.fromS(prefix)))
                        .consistentRead(true))
                .items()
                .stream()
                .toList();
    }

    static boolean isSender(Map<String, AttributeValue> item) {
        return text(item, "sk").equals(SENDER);
    }

    static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
        return Map.of(
                "pk", Objects.requireNonNull(item.get("pk")),
                "sk", Objects.requireNonNull(item.get("sk")));
    }

    static String text(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name)).s();
    }
}
