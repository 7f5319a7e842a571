package org.mfasender.local.e2e;

import java.time.Duration;
import java.time.Instant;
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
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Everything that the system keeps, as it lies in the services: items, secrets, executions. */
final class Stored {

    /** Longer than until the next report of Meta's has become a write. A run waits whole seconds: half a second is not when it goes on. */
    private static final int QUIET_READS = 30;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LocalSystem system;
    private final DynamoDbClient dynamoDb;
    private final SecretsManagerClient secretsManager;
    private final SfnClient stepFunctions;

    Stored(LocalSystem system) {
        this.system = system;
        this.dynamoDb = client(DynamoDbClient.builder(), LocalService.DYNAMODB);
        this.secretsManager = client(SecretsManagerClient.builder(), LocalService.SECRETS_MANAGER);
        this.stepFunctions = client(SfnClient.builder(), LocalService.STEP_FUNCTIONS);
    }

    /** All items of an environment. */
    List<Map<String, AttributeValue>> items(UUID environment) {
        return dynamoDb.query(request -> request.tableName(table())
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS("ENV#" + environment)))
                        .consistentRead(true))
                .items();
    }

    /** Returns when an environment's items change no more by themselves, as they do while Meta reports what became of new templates. */
    void awaitQuiet(UUID environment) {
        List<Map<String, AttributeValue>> last = items(environment);
        Instant end = Instant.now().plus(PATIENCE);
        for (int same = 0; same < QUIET_READS; SenderApi.pause()) {
            List<Map<String, AttributeValue>> now = items(environment);
            same = now.equals(last) ? same + 1 : 0;
            last = now;
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("What is stored of " + environment + " goes on changing");
            }
        }
    }

    /** Makes an environment's items those of another time, as a restored table would. */
    void replace(UUID environment, List<Map<String, AttributeValue>> former) {
        items(environment)
                .forEach(item -> patiently(() -> dynamoDb.deleteItem(request -> request.tableName(table())
                        .key(Map.of("pk", attribute(item, "pk"), "sk", attribute(item, "sk"))))));
        former.forEach(item -> patiently(
                () -> dynamoDb.putItem(request -> request.tableName(table()).item(item))));
    }

    /** What Meta has reported may be written at the same time. */
    private static void patiently(Runnable write) {
        while (true) {
            try {
                write.run();
                return;
            } catch (TransactionConflictException e) {
                SenderApi.pause();
            }
        }
    }

    /** All items of all environments. */
    List<Map<String, AttributeValue>> items() {
        return dynamoDb.scanPaginator(request -> request.tableName(table()).consistentRead(true)).items().stream()
                .toList();
    }

    /** The version of the secret that an environment's account names. */
    String credentialsVersion(UUID environment) {
        return items(environment).stream()
                .filter(item -> item.containsKey("credentials"))
                .map(item ->
                        attribute(attribute(item, "credentials").m(), "version").s())
                .findFirst()
                .orElseThrow();
    }

    /** Descriptions of all secrets, also of those that are marked for deletion. */
    List<SecretListEntry> secrets() {
        return secretsManager.listSecretsPaginator(request -> request.includePlannedDeletion(true)).stream()
                .flatMap(page -> page.secretList().stream())
                .toList();
    }

    /** Descriptions of an environment's secrets: of its account, and of those that were deleted before. */
    List<SecretListEntry> secrets(UUID environment) {
        return secrets().stream()
                .filter(secret -> secret.name().contains(environment.toString()))
                .toList();
    }

    boolean hasSecret(UUID environment) {
        return !secrets(environment).isEmpty();
    }

    /** The name of the secret that an environment's account, or its deletion, names. */
    String secretName(UUID environment) {
        return system.environment("SubmitFunction").get("SECRET_PREFIX")
                + items(environment).stream()
                        .filter(item -> attribute(item, "sk").s().equals("SENDER"))
                        .map(item -> attribute(item, "secretName").s())
                        .findFirst()
                        .orElseThrow();
    }

    /** The sender keys of an environment. */
    List<Map<String, AttributeValue>> senderKeys(UUID environment) {
        return partition("KEYS#" + environment);
    }

    /** Who changed what, the oldest first. */
    List<Map<String, AttributeValue>> history(UUID environment) {
        return partition("HISTORY#" + environment);
    }

    private List<Map<String, AttributeValue>> partition(String pk) {
        return dynamoDb.query(request -> request.tableName(table())
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk)))
                        .consistentRead(true))
                .items();
    }

    /** Sets an attribute of an item of the table of accounts. */
    void set(Map<String, AttributeValue> item, String name, AttributeValue value) {
        dynamoDb.updateItem(request -> request.tableName(table())
                .key(Map.of("pk", attribute(item, "pk"), "sk", attribute(item, "sk")))
                .updateExpression("SET #name = :value")
                .expressionAttributeNames(Map.of("#name", name))
                .expressionAttributeValues(Map.of(":value", value)));
    }

    /** Every item of the table of messages. */
    List<Map<String, AttributeValue>> messages() {
        return dynamoDb
                .scanPaginator(request -> request.tableName(messagesTable()).consistentRead(true))
                .items()
                .stream()
                .toList();
    }

    /** Puts an item into that table. */
    void putMessage(Map<String, AttributeValue> item) {
        dynamoDb.putItem(request -> request.tableName(messagesTable()).item(item));
    }

    /** Sets an attribute of an item of that table. */
    void setMessage(Map<String, AttributeValue> item, String name, AttributeValue value) {
        dynamoDb.updateItem(request -> request.tableName(messagesTable())
                .key(Map.of("pk", attribute(item, "pk")))
                .updateExpression("SET #name = :value")
                .expressionAttributeNames(Map.of("#name", name))
                .expressionAttributeValues(Map.of(":value", value)));
    }

    private String messagesTable() {
        return Objects.requireNonNull(system.environment("SendFunction").get("MESSAGES_TABLE_NAME"));
    }

    /** The current value of an environment's secret. */
    String secretValue(UUID environment) {
        return secretsManager
                .getSecretValue(request -> request.secretId(secretName(environment)))
                .secretString();
    }

    /** All executions of an environment, oldest first. */
    List<Run> executions(UUID environment) {
        return Run.of(stepFunctions, system.stateMachineArn(), environment);
    }

    /** Waits for the end of all executions of an environment. */
    List<Run> endedExecutions(UUID environment) {
        List<Run> executions = executions(environment);
        executions.forEach(Run::awaitEnd);
        return executions;
    }

    private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name));
    }

    private String table() {
        return Objects.requireNonNull(system.environment("SubmitFunction").get("TABLE_NAME"));
    }

    private <B extends AwsClientBuilder<B, C>, C> C client(B builder, LocalService service) {
        return builder.endpointOverride(system.endpoint(service))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }
}
