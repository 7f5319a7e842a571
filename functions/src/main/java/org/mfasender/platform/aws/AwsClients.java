package org.mfasender.platform.aws;

import java.net.URI;
import java.security.Security;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.TimeBudget;
import org.mfasender.platform.config.AwsSettings;
import org.mfasender.platform.config.AwsSettings.Keys;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The SDK's clients of the services that the functions call. What is behind them is our own, because the SDK's takes a good part of a cold
 * start; a test compares the two.
 */
public final class AwsClients {

    private static final Duration PRIMING = Duration.ofSeconds(1);

    private final AwsSettings settings;
    private final AwsCredentialsProvider credentials;

    public AwsClients(AwsSettings settings) {
        this.settings = settings;
        this.credentials = credentials(settings.keys());
    }

    public DynamoDbClient dynamoDb() {
        return new DirectDynamoDbClient(calls(JsonService.DYNAMODB, settings.dynamoDb()));
    }

    /**
     * Asks DynamoDB once, for nothing, while a function starts: what a call needs is loaded then, and a connection is open. The call is
     * signed with keys that nobody has and AWS refuses it, so that it needs no right, and a snapshot of the function has no credentials.
     *
     * @param snapStart whether others start from a snapshot: it has no connection, session of TLS, or address of a server
     */
    public void prime(boolean snapStart) {
        prime(snapStart, PRIMING);
    }

    void prime(boolean snapStart, Duration longest) {
        if (snapStart) {
            // Before the JVM looks a name up. In a stored snapshot the clock stands still: an address would not expire.
            Security.setProperty("networkaddress.cache.ttl", "0");
        }
        DynamoDbClient dynamoDb = new DirectDynamoDbClient(new JsonCalls(
                JsonService.DYNAMODB,
                settings.dynamoDb(),
                settings.region(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "nobody")),
                1));
        try {
            TimeBudget.of(longest)
                    .limit(() -> dynamoDb.getItem(request ->
                            request.tableName("nothing").key(Map.of("pk", AttributeValue.fromS("nothing")))));
        } catch (SdkException e) {
            // As expected. What else is wrong, the first request finds out.
        }
        if (snapStart) {
            JsonCalls.disconnect();
        }
    }

    public SecretsManagerClient secretsManager() {
        return new DirectSecretsManagerClient(calls(JsonService.SECRETS_MANAGER, settings.secretsManager()));
    }

    public KmsClient kms() {
        return new DirectKmsClient(calls(JsonService.KMS, settings.kms()));
    }

    public SfnClient stepFunctions() {
        return new DirectSfnClient(calls(JsonService.STEP_FUNCTIONS, settings.stepFunctions()));
    }

    public EventBridgeClient eventBridge() {
        return new DirectEventBridgeClient(calls(JsonService.EVENTBRIDGE, settings.eventBridge()));
    }

    private JsonCalls calls(JsonService service, @Nullable URI endpoint) {
        return new JsonCalls(service, endpoint, settings.region(), credentials, JsonCalls.ATTEMPTS);
    }

    /**
     * A client of the SDK's own, of a service that only some functions have a library for. It calls through the HTTP client on the class
     * path, and repeats no call: one whose answer is lost may have had its effect.
     *
     * @param endpoint of the settings: one other than AWS's own, or null
     */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C withoutRetries(
            B builder, Function<AwsSettings, @Nullable URI> endpoint) {
        URI other = endpoint.apply(settings);
        if (other != null) {
            builder.endpointOverride(other);
        }
        return builder.region(Region.of(settings.region()))
                .credentialsProvider(credentials)
                .defaultsMode(DefaultsMode.IN_REGION)
                .overrideConfiguration(override ->
                        override.addExecutionInterceptor(new CallBudget()).retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    /** Lambda passes credentials as variables; with SnapStart, where they would be stale, as a container endpoint. */
    private static AwsCredentialsProvider credentials(@Nullable Keys keys) {
        return keys == null
                ? ContainerCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(
                        keys.sessionToken() == null
                                ? AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())
                                : AwsSessionCredentials.create(
                                        keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken()));
    }
}
