package org.mfasender;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.mfasender.audit.HistoryStore;
import org.mfasender.local.aws.HeldRequest;
import org.mfasender.local.aws.LocalDynamoDb;
import org.mfasender.local.aws.LocalKeys;
import org.mfasender.local.aws.LocalKms;
import org.mfasender.local.aws.LocalSecretsManager;
import org.mfasender.platform.Clock;
import org.mfasender.platform.aws.AwsClients;
import org.mfasender.platform.config.Configuration;
import org.mfasender.platform.config.SecretSettings;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/** DynamoDB with an empty table and one for messages, Secrets Manager, and KMS, on loopback; the clients are those of the functions. */
public final class AwsServices implements AutoCloseable {

    public static final String TABLE = "sender-accounts";
    public static final String MESSAGES = "messages";
    public static final String KEY = "arn:aws:kms:us-east-1:000000000000:key/simulated";
    public static final String PREFIX = "mfa/sender/";
    public static final SecretSettings SECRETS = new SecretSettings(PREFIX, null);

    /** Where changes are recorded. */
    public static HistoryStore history(DynamoDbClient dynamoDb) {
        return new HistoryStore(dynamoDb, TABLE, Duration.ofDays(400), Clock.system());
    }

    private final LocalDynamoDb dynamoDb;
    private final LocalSecretsManager secretsManager;
    private final LocalKms kms;
    private final LocalKeys keys;
    private final DynamoDbClient dynamoDbClient;
    private final KmsClient kmsClient;
    private final SecretsManagerClient secretsManagerClient;

    private AwsServices(LocalDynamoDb dynamoDb, LocalSecretsManager secretsManager, LocalKms kms, LocalKeys keys) {
        this.keys = keys;
        this.dynamoDb = dynamoDb;
        this.kms = kms;
        this.secretsManager = secretsManager;
        AwsClients clients = clients(Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint(),
                "AWS_ENDPOINT_URL_SECRETS_MANAGER", secretsManager.endpoint(),
                "AWS_ENDPOINT_URL_KMS", kms.endpoint()));
        this.dynamoDbClient = WholeClient.of(
                DynamoDbClient.class, clients.dynamoDb(), sdk(DynamoDbClient.builder(), dynamoDb.endpoint()));
        this.kmsClient = clients.kms();
        this.secretsManagerClient = secretsManager(secretsManager.endpoint());
    }

    public static AwsServices start() throws IOException {
        LocalKeys keys = new LocalKeys();
        LocalSecretsManager secretsManager = LocalSecretsManager.start(keys);
        AwsServices services = new AwsServices(LocalDynamoDb.start(), secretsManager, LocalKms.start(keys), keys);
        services.createTable();
        services.createMessages();
        return services;
    }

    /** The functions' clients, with what Lambda sets and these endpoints. */
    public static AwsClients clients(Map<String, URI> endpoints) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "AWS_REGION",
                "us-east-1",
                "AWS_ACCESS_KEY_ID",
                "local",
                "AWS_SECRET_ACCESS_KEY",
                "simulatedSecretKey"));
        endpoints.forEach((name, endpoint) -> variables.put(name, endpoint.toString()));
        return new AwsClients(new Configuration(variables).aws());
    }

    /** A client of Secrets Manager there: the functions', with all operations. */
    public static SecretsManagerClient secretsManager(URI endpoint) {
        return WholeClient.of(
                SecretsManagerClient.class,
                clients(Map.of("AWS_ENDPOINT_URL_SECRETS_MANAGER", endpoint)).secretsManager(),
                sdk(SecretsManagerClient.builder(), endpoint));
    }

    /** The SDK's own client of a service; it tries nothing again. */
    public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C sdk(B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "simulatedSecretKey")))
                .httpClientBuilder(Apache5HttpClient.builder())
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    /** Keeps the next request of an operation under way in DynamoDB: see {@link LocalDynamoDb#holdNext}. */
    public HeldRequest holdNext(String operation) {
        return dynamoDb.holdNext(operation);
    }

    /** Does something while KMS refuses to use {@link #KEY}. */
    public void withDisabledKey(Runnable work) {
        keys.disable(KEY);
        try {
            work.run();
        } finally {
            keys.enable(KEY);
        }
    }

    public void deleteKey(String arn) {
        keys.delete(arn);
    }

    public DynamoDbClient dynamoDb() {
        return dynamoDbClient;
    }

    public KmsClient kms() {
        return kmsClient;
    }

    public SecretsManagerClient secretsManager() {
        return secretsManagerClient;
    }

    /** Empties the table. */
    public void clearTable() {
        dynamoDb().deleteTable(request -> request.tableName(TABLE));
        createTable();
    }

    /** Removes every secret at once. */
    public void clearSecrets() {
        secretsManager().listSecretsPaginator(request -> request.includePlannedDeletion(true)).stream()
                .flatMap(page -> page.secretList().stream())
                .map(SecretListEntry::name)
                .forEach(name -> {
                    secretsManager().restoreSecret(request -> request.secretId(name));
                    secretsManager()
                            .deleteSecret(request -> request.secretId(name).forceDeleteWithoutRecovery(true));
                });
    }

    private void createTable() {
        dynamoDb()
                .createTable(request -> request.tableName(TABLE)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(text("pk"), text("sk"), text("status"), text("checkDue"))
                        .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                        .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                                .indexName("status")
                                .keySchema(key("status", KeyType.HASH), key("checkDue", KeyType.RANGE))
                                .projection(projection -> projection.projectionType("KEYS_ONLY"))
                                .build()));
    }

    /** As the table of messages: without a sort key. */
    private void createMessages() {
        dynamoDb()
                .createTable(request -> request.tableName(MESSAGES)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(text("pk"))
                        .keySchema(key("pk", KeyType.HASH)));
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    @Override
    public void close() {
        secretsManager.close();
        kms.close();
        dynamoDb.close();
    }
}
