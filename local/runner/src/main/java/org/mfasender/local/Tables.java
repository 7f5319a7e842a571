package org.mfasender.local;

import java.net.URI;
import java.util.List;
import org.mfasender.local.template.Surroundings;
import org.mfasender.local.template.TableDefinition;
import org.mfasender.local.template.TableDefinition.KeyPart;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** Creates the tables of the template. */
final class Tables {
    private Tables() {}

    static void create(URI endpoint, List<TableDefinition> tables) {
        try (DynamoDbClient client = client(endpoint)) {
            for (TableDefinition table : tables) {
                client.createTable(request(table));
                client.waiter().waitUntilTableExists(wait -> wait.tableName(table.name()));
                if (table.timeToLive() != null) {
                    client.updateTimeToLive(request -> request.tableName(table.name())
                            .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName(table.timeToLive())));
                }
            }
        }
    }

    /**
     * ARN of a table's stream.
     *
     * @throws IllegalArgumentException when it has none
     */
    static String streamArn(URI endpoint, String table) {
        try (DynamoDbClient client = client(endpoint)) {
            String arn = client.describeTable(request -> request.tableName(table))
                    .table()
                    .latestStreamArn();
            if (arn == null) {
                throw new IllegalArgumentException("The table " + table + " has no stream");
            }
            return arn;
        }
    }

    private static DynamoDbClient client(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(Surroundings.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(Startup.ACCESS_KEY_ID, Startup.SECRET_ACCESS_KEY)))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    private static CreateTableRequest request(TableDefinition table) {
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(table.name())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(keySchema(table.keySchema()))
                .attributeDefinitions(table.attributeTypes().entrySet().stream()
                        .map(attribute -> AttributeDefinition.builder()
                                .attributeName(attribute.getKey())
                                .attributeType(attribute.getValue())
                                .build())
                        .toList());
        if (table.streamView() != null) {
            request.streamSpecification(stream -> stream.streamEnabled(true).streamViewType(table.streamView()));
        }
        List<GlobalSecondaryIndex> indexes =
                table.globalSecondaryIndexes().stream().map(Tables::index).toList();
        // An empty list is not a list of no indexes, but an error.
        return (indexes.isEmpty() ? request : request.globalSecondaryIndexes(indexes)).build();
    }

    private static GlobalSecondaryIndex index(TableDefinition.SecondaryIndex index) {
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(keySchema(index.keySchema()))
                .projection(projection -> {
                    projection.projectionType(index.projectionType());
                    if (!index.nonKeyAttributes().isEmpty()) {
                        projection.nonKeyAttributes(index.nonKeyAttributes());
                    }
                })
                .build();
    }

    private static List<KeySchemaElement> keySchema(List<KeyPart> parts) {
        return parts.stream()
                .map(part -> KeySchemaElement.builder()
                        .attributeName(part.attributeName())
                        .keyType(part.keyType())
                        .build())
                .toList();
    }
}
