package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.mfasender.local.LocalService;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.aws.PublishedEvent;
import org.mfasender.local.aws.states.Execution;
import org.mfasender.local.functions.FunctionResult;
import org.mfasender.local.template.Surroundings;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** Watches senders, as EventBridge and the state machine have it done. */
final class Watching {

    private final LocalSystem system;
    private final DynamoDbClient dynamoDb;

    Watching(LocalSystem system) {
        this.system = system;
        this.dynamoDb = DynamoDbClient.builder()
                .endpointOverride(system.endpoint(LocalService.DYNAMODB))
                .region(Region.of(Surroundings.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }

    /** A minute of the schedule. */
    void watch() {
        invoke("WatchFunction", SenderApi.JSON.createObjectNode());
    }

    /** Makes the check of an environment due. What Meta has reported may be written at the same time. */
    void makeDue(UUID environment) {
        while (true) {
            try {
                setDue(environment);
                return;
            } catch (TransactionConflictException e) {
                SenderApi.pause();
            }
        }
    }

    private void setDue(UUID environment) {
        dynamoDb.updateItem(request -> request.tableName(Objects.requireNonNull(
                        system.environment("WatchFunction").get("TABLE_NAME")))
                .key(Map.of("pk", AttributeValue.fromS("ENV#" + environment), "sk", AttributeValue.fromS("SENDER")))
                .updateExpression("SET checkDue = :due ADD revision :one")
                .expressionAttributeValues(Map.of(
                        ":due",
                                AttributeValue.fromS(
                                        Instant.now().minusSeconds(60).toString()),
                        ":one", AttributeValue.fromN("1"))));
    }

    /** A look at Meta, as the state machine takes it; returns its status. */
    String look(UUID environment) {
        ObjectNode payload = SenderApi.JSON.createObjectNode().put("execution", "by-hand");
        payload.putObject("input").put("environmentId", environment.toString());
        return invoke("CheckHealthFunction", payload).path("status").asText();
    }

    /** Looks until nothing is in doubt; returns how often. */
    int check(UUID environment) {
        int looks = 1;
        while (look(environment).equals("AGAIN")) {
            looks++;
            assertThat(looks).as("looks").isLessThan(4);
        }
        return looks;
    }

    /** Checks of an environment that were started. */
    List<Execution> checks(UUID environment) {
        return system.stepFunctions().executions().stream()
                .filter(execution -> execution.name().startsWith(environment + "-health-"))
                .toList();
    }

    /** The details of events of a kind about an environment. */
    List<JsonNode> events(UUID environment, String detailType) {
        return system.eventBridge().events().stream()
                .filter(event -> event.detailType().equals(detailType))
                .map(PublishedEvent::detail)
                .filter(detail -> detail.path("environmentId").asText().equals(environment.toString()))
                .toList();
    }

    private JsonNode invoke(String function, JsonNode payload) {
        try {
            FunctionResult result = system.invoke(function, payload.toString().getBytes(StandardCharsets.UTF_8));
            assertThat(result.functionError())
                    .as(new String(result.payload(), StandardCharsets.UTF_8))
                    .isNull();
            return result.payload().length == 0 ? SenderApi.JSON.nullNode() : json(result.payload());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(byte[] text) {
        try {
            return SenderApi.JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
