package org.mfasender.platform.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
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
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Builds the SDK's clients with region, credentials, endpoint and HTTP client given, so that a cold start searches for none of them. */
public final class AwsClients {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration SOCKET = Duration.ofSeconds(5);
    /** Of work without a budget, and at most. */
    private static final Duration WHOLE_CALL = Duration.ofSeconds(12);

    private static final Duration PRIMING = Duration.ofSeconds(1);

    private final AwsSettings settings;
    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;

    public AwsClients(AwsSettings settings) {
        this.settings = settings;
        this.http = Apache5HttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(SOCKET)
                .build();
        this.credentials = credentials(settings.keys());
    }

    public DynamoDbClient dynamoDb() {
        return configured(DynamoDbClient.builder(), settings.dynamoDb());
    }

    /**
     * Asks DynamoDB once, for nothing, while a function starts: what a call needs is loaded then, and a connection is open. The call is
     * signed with keys that nobody has and AWS refuses it, so that it needs no right, and a snapshot of the function has no credentials.
     */
    public void prime() {
        AwsCredentialsProvider nobody =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "nobody"));
        try (DynamoDbClient dynamoDb = configured(
                DynamoDbClient.builder(),
                settings.dynamoDb(),
                nobody,
                override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))) {
            TimeBudget.of(PRIMING)
                    .limit(() -> dynamoDb.getItem(request ->
                            request.tableName("nothing").key(Map.of("pk", AttributeValue.fromS("nothing")))));
        } catch (SdkException e) {
            // As expected. What else is wrong, the first request finds out.
        }
    }

    public SecretsManagerClient secretsManager() {
        return configured(SecretsManagerClient.builder(), settings.secretsManager());
    }

    public KmsClient kms() {
        return configured(KmsClient.builder(), settings.kms());
    }

    public SfnClient stepFunctions() {
        return configured(SfnClient.builder(), settings.stepFunctions());
    }

    public EventBridgeClient eventBridge() {
        return configured(EventBridgeClient.builder(), settings.eventBridge());
    }

    /**
     * A client of a service that only some functions have a library for. It repeats no call: one whose answer is lost may have had its effect.
     *
     * @param endpoint of the settings: one other than AWS's own, or null
     */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C withoutRetries(
            B builder, Function<AwsSettings, @Nullable URI> endpoint) {
        return configured(
                builder,
                endpoint.apply(settings),
                credentials,
                override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C configured(
            B builder, @Nullable URI endpoint) {
        return configured(builder, endpoint, credentials, override -> {});
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C configured(
            B builder,
            @Nullable URI endpoint,
            AwsCredentialsProvider credentials,
            Consumer<ClientOverrideConfiguration.Builder> more) {
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder.region(Region.of(settings.region()))
                .credentialsProvider(credentials)
                .httpClient(http)
                .defaultsMode(DefaultsMode.IN_REGION)
                .overrideConfiguration(override -> override.addExecutionInterceptor(new CallBudget(WHOLE_CALL))
                        .applyMutation(more))
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
