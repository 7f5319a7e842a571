package org.mfasender.local.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mfasender.local.template.Surroundings;
import org.mfasender.platform.dynamodb.ItemSize;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items as they lie in the table. */
public final class StoredItems implements AutoCloseable {

    private final DynamoDbClient dynamoDb;

    /** Reads directly at the service, so that nobody counts it. */
    public StoredItems(URI service) {
        dynamoDb = DynamoDbClient.builder()
                .endpointOverride(service)
                .region(Region.of(Surroundings.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    /** Bytes of each item of an environment. */
    public List<Long> sizes(String table, UUID environment) {
        return dynamoDb
                .queryPaginator(request -> request.tableName(table)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS("ENV#" + environment)))
                        .consistentRead(true))
                .items()
                .stream()
                .map(StoredItems::size)
                .toList();
    }

    /** Bytes of an item; 0 when there is none. */
    long size(String table, String pk, String sk) {
        return size(dynamoDb.getItem(request -> request.tableName(table)
                        .key(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk)))
                        .consistentRead(true))
                .item());
    }

    /** Numbers may count a few bytes too many. */
    private static long size(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToLong(attribute ->
                        attribute.getKey().getBytes(StandardCharsets.UTF_8).length + ItemSize.of(attribute.getValue()))
                .sum();
    }

    @Override
    public void close() {
        dynamoDb.close();
    }
}
