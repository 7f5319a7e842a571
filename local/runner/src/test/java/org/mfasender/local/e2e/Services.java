package org.mfasender.local.e2e;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.mfasender.local.LocalService;
import org.mfasender.local.LocalSystem;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The services of AWS that a system uses, and what an environment has there. */
record Services(
        String table,
        String stateMachineArn,
        DynamoDbClient dynamoDb,
        SecretsManagerClient secretsManager,
        SfnClient stepFunctions) {

    static Services of(LocalSystem system) {
        return new Services(
                system.environment("SubmitFunction").getOrDefault("TABLE_NAME", ""),
                system.stateMachineArn(),
                client(system, DynamoDbClient.builder(), LocalService.DYNAMODB),
                client(system, SecretsManagerClient.builder(), LocalService.SECRETS_MANAGER),
                client(system, SfnClient.builder(), LocalService.STEP_FUNCTIONS));
    }

    List<Map<String, AttributeValue>> items(UUID environment) {
        return partition("ENV#" + environment);
    }

    /** What the webhooks of an app are signed with. */
    List<Map<String, AttributeValue>> appSecrets(String appId) {
        return partition("APP#" + appId);
    }

    private List<Map<String, AttributeValue>> partition(String key) {
        return dynamoDb.query(request -> request.tableName(table)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(key)))
                        .consistentRead(true))
                .items();
    }

    /** The record of its account, or of the account's deletion; empty when there is none. */
    Map<String, AttributeValue> sender(UUID environment) {
        return dynamoDb.getItem(request -> request.tableName(table)
                        .key(Map.of(
                                "pk", AttributeValue.fromS("ENV#" + environment), "sk", AttributeValue.fromS("SENDER")))
                        .consistentRead(true))
                .item();
    }

    /** Its secrets, without those that are marked for deletion. */
    List<SecretListEntry> secrets(UUID environment) {
        return secretsManager.listSecretsPaginator(request -> {}).stream()
                .flatMap(page -> page.secretList().stream())
                .filter(secret -> secret.name().contains(environment.toString()))
                .toList();
    }

    /** Removes all of it, so that nobody sees it who looks through everything. */
    void remove(UUID environment) {
        secrets(environment)
                .forEach(secret -> secretsManager.deleteSecret(
                        request -> request.secretId(secret.name()).forceDeleteWithoutRecovery(true)));
        write(items(environment).stream()
                .map(item -> Map.of(
                        "pk", Objects.requireNonNull(item.get("pk")), "sk", Objects.requireNonNull(item.get("sk"))))
                .map(key -> WriteRequest.builder()
                        .deleteRequest(deletion -> deletion.key(key))
                        .build())
                .toList());
    }

    void put(List<Map<String, AttributeValue>> items) {
        write(items.stream()
                .map(item ->
                        WriteRequest.builder().putRequest(put -> put.item(item)).build())
                .toList());
    }

    private void write(List<WriteRequest> writes) {
        if (!writes.isEmpty()) {
            dynamoDb.batchWriteItem(request -> request.requestItems(Map.of(table, writes)));
        }
    }

    private static <B extends AwsClientBuilder<B, C>, C> C client(LocalSystem system, B builder, LocalService service) {
        return builder.endpointOverride(system.endpoint(service))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }
}
