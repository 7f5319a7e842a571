package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mfasender.functions.SweepHandler;
import org.mfasender.local.LocalService;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.functions.FunctionResult;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Calls the sweep as an operator does, and leaves behind what a function leaves that dies where no call of a service is. */
final class Sweeping {

    /** Everything is old enough. */
    static final String NOW = "{\"olderThanSeconds\": 0}";

    private final LocalSystem system;
    private final Stored stored;
    private final DynamoDbClient dynamoDb;
    private final SecretsManagerClient secretsManager;

    Sweeping(LocalSystem system) {
        this.system = system;
        this.stored = new Stored(system);
        this.dynamoDb = client(DynamoDbClient.builder(), LocalService.DYNAMODB);
        this.secretsManager = client(SecretsManagerClient.builder(), LocalService.SECRETS_MANAGER);
    }

    /** The sweep's answer. */
    JsonNode sweep(String input) {
        FunctionResult result = invoke(input);
        assertThat(result.functionError()).as(text(result)).isNull();
        return json(text(result));
    }

    /** What the sweep says of an input that it does not take. */
    String failure(String input) {
        FunctionResult result = invoke(input);
        assertThat(result.functionError()).as(text(result)).isNotNull();
        return json(text(result)).path("errorMessage").asText();
    }

    /** The answer of a sweep whose time is over after so many pages of accounts or secrets. */
    JsonNode withTimeFor(int pages, String input) throws IOException {
        AtomicInteger left = new AtomicInteger(pages);
        LambdaLogger silent = answering(LambdaLogger.class, method -> null);
        Context context = answering(Context.class, method -> switch (method) {
            case "getRemainingTimeInMillis" -> left.getAndDecrement() > 0 ? Integer.MAX_VALUE : 0;
            case "getAwsRequestId" -> "simulated-request";
            case "getLogger" -> silent;
            default -> null;
        });
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SweepHandler(system.environment("SweepFunction"))
                .handleRequest(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, context);
        return json(out.toString(StandardCharsets.UTF_8));
    }

    /** Something whose methods answer by their names. */
    private static <T> T answering(Class<T> type, Function<String, @Nullable Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.apply(method.getName())));
    }

    private FunctionResult invoke(String input) {
        try {
            return system.invoke("SweepFunction", input.getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(FunctionResult result) {
        return new String(result.payload(), StandardCharsets.UTF_8);
    }

    /** Makes a secret, as a function does whose account is deleted meanwhile; returns its name. */
    String leaveSecret(UUID environment) {
        String name = variable("SECRET_PREFIX") + environment + "/0badcafe";
        secretsManager.createSecret(request -> request.name(name).secretString("{}"));
        return name;
    }

    /** Writes a listing of numbers, as a step does that dies before its account refers to it. */
    void leaveListing(UUID environment, Instant at) {
        Map<String, AttributeValue> item = Map.of(
                "pk", AttributeValue.fromS("ENV#" + environment),
                "sk", AttributeValue.fromS("NUMBERS#1-0badcafe#000"),
                "writtenAt", AttributeValue.fromS(at.toString()));
        dynamoDb.putItem(request -> request.tableName(variable("TABLE_NAME")).item(item));
    }

    /** Puts the label back to the version that was current before, as if the newest one had not been labelled yet. */
    void leaveLabel(UUID environment, String former) {
        String name = stored.secretName(environment);
        secretsManager.updateSecretVersionStage(request -> request.secretId(name)
                .versionStage("AWSCURRENT")
                .moveToVersionId(former)
                .removeFromVersionId(stored.credentialsVersion(environment)));
    }

    /** Moves the label of the previous version, as if a process had died before it moved it back. */
    void leavePrevious(UUID environment, String to, String from) {
        String name = stored.secretName(environment);
        secretsManager.updateSecretVersionStage(request -> request.secretId(name)
                .versionStage("AWSPREVIOUS")
                .moveToVersionId(to)
                .removeFromVersionId(from));
    }

    /** As if an app's App Secrets that were replaced had been replaced before Meta's last repetition of a webhook. */
    void replacedLongAgo(String appId) {
        AttributeValue time =
                AttributeValue.fromS(Instant.now().minus(Duration.ofDays(8)).toString());
        Services.of(system).appSecrets(appId).stream()
                .filter(item -> item.containsKey("replacedAt"))
                .forEach(item -> {
                    Map<String, AttributeValue> aged = new HashMap<>(item);
                    aged.put("replacedAt", time);
                    dynamoDb.putItem(
                            request -> request.tableName(variable("TABLE_NAME")).item(aged));
                });
    }

    private String variable(String name) {
        return Objects.requireNonNull(system.environment("SweepFunction").get(name));
    }

    private <B extends AwsClientBuilder<B, C>, C> C client(B builder, LocalService service) {
        return builder.endpointOverride(system.endpoint(service))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }

    private static JsonNode json(String text) {
        try {
            return SenderApi.JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
