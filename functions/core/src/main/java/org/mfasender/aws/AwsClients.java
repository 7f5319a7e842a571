package org.mfasender.aws;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * Builds the SDK's clients with region, credentials, endpoint and HTTP client named, so that none of them is searched for
 * during a cold start. An endpoint other than AWS's own comes from {@code AWS_ENDPOINT_URL_DYNAMODB}, {@code ..._SECRETS_MANAGER},
 * {@code ..._SFN} or, for all, {@code AWS_ENDPOINT_URL}: the SDK's standard variables. For {@code sam local}, which passes on only
 * variables that the template names, also from {@code SERVICES_URL}; unlike the SDK's own, that one may be empty.
 */
public final class AwsClients {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration SOCKET = Duration.ofSeconds(5);
    /** Shorter than the time that a caller of the HTTP API waits. */
    private static final Duration WHOLE_CALL = Duration.ofSeconds(12);

    private final FunctionEnvironment environment;
    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;

    public AwsClients(FunctionEnvironment environment) {
        this.environment = environment;
        this.http = Apache5HttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(SOCKET)
                .build();
        this.credentials = credentials(environment);
    }

    public DynamoDbClient dynamoDb() {
        return configured(DynamoDbClient.builder(), "AWS_ENDPOINT_URL_DYNAMODB");
    }

    public SecretsManagerClient secretsManager() {
        return configured(SecretsManagerClient.builder(), "AWS_ENDPOINT_URL_SECRETS_MANAGER");
    }

    public SfnClient stepFunctions() {
        return configured(SfnClient.builder(), "AWS_ENDPOINT_URL_SFN");
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C configured(
            B builder, String endpointVariable) {
        environment
                .optional(endpointVariable)
                .or(() -> environment.optional("AWS_ENDPOINT_URL"))
                .or(() -> environment.optional("SERVICES_URL"))
                .map(URI::create)
                .ifPresent(builder::endpointOverride);
        return builder.region(Region.of(environment.text("AWS_REGION")))
                .credentialsProvider(credentials)
                .httpClient(http)
                .defaultsMode(DefaultsMode.IN_REGION)
                .overrideConfiguration(override -> override.apiCallTimeout(WHOLE_CALL))
                .build();
    }

    /** Lambda passes credentials as variables; with SnapStart, where they would be stale, as a container endpoint. */
    private static AwsCredentialsProvider credentials(FunctionEnvironment environment) {
        return environment
                .optional("AWS_ACCESS_KEY_ID")
                .<AwsCredentialsProvider>map(id -> StaticCredentialsProvider.create(keys(environment, id)))
                .orElseGet(() -> ContainerCredentialsProvider.builder().build());
    }

    private static AwsCredentials keys(FunctionEnvironment environment, String id) {
        String secret = environment.text("AWS_SECRET_ACCESS_KEY");
        return environment
                .optional("AWS_SESSION_TOKEN")
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
                .orElseGet(() -> AwsBasicCredentials.create(id, secret));
    }
}
