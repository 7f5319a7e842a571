package org.mfasender.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.local.aws.states.DynamoDbTask;
import org.mfasender.local.aws.states.Execution;
import org.mfasender.local.aws.states.ExecutionListener;
import org.mfasender.local.aws.states.FunctionError;
import org.mfasender.local.aws.states.InvalidDefinition;
import org.mfasender.local.aws.states.LambdaInvoker;
import org.mfasender.local.aws.states.LambdaTask;
import org.mfasender.local.aws.states.TaskResource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.InvalidArnException;
import software.amazon.awssdk.services.sfn.model.InvalidExecutionInputException;
import software.amazon.awssdk.services.sfn.model.InvalidNameException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;

class LocalStepFunctionsIT {

    private static final String WAITING = """
            {"StartAt": "wait", "States": {"wait": {"Type": "Wait", "Seconds": 99999, "End": true}}}
            """;
    private static final String GREETING = """
            {"StartAt": "greet", "States": {"greet": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
              "Parameters": {"FunctionName": "greet", "Payload.$": "$"},
              "ResultPath": "$.answer", "TimeoutSeconds": 10,
              "Next": "done"}, "done": {"Type": "Succeed"}}}
            """;

    private LambdaInvoker function = (name, payload) -> "{\"text\": \"hello\"}".getBytes(StandardCharsets.UTF_8);
    private LocalDynamoDb dynamoDb;
    private LocalStepFunctions service;
    private SfnClient client;

    @BeforeEach
    void start() throws Exception {
        dynamoDb = LocalDynamoDb.start();
        Map<String, TaskResource> resources = new HashMap<>(DynamoDbTask.all(dynamoDb.endpoint(), "test"));
        resources.put(LambdaTask.ARN, new LambdaTask((name, payload) -> function.invoke(name, payload)));
        service = LocalStepFunctions.start(resources, ExecutionListener.NONE);
        client = Clients.build(SfnClient.builder(), service.endpoint());
    }

    @AfterEach
    void stop() {
        client.close();
        service.close();
        dynamoDb.close();
    }

    @Test
    void anExecutionRunsAndCanBeReadWithItsHistory() throws Exception {
        String machine = service.register("greeting", GREETING);
        String arn = start(machine, "one", "{\"who\":\"Ada\"}");
        DescribeExecutionResponse execution = awaitEnd(arn);

        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(execution.input()).isEqualTo("{\"who\":\"Ada\"}");
        assertThat(execution.output())
                .isEqualTo(
                        "{\"who\":\"Ada\",\"answer\":{\"ExecutedVersion\":\"$LATEST\",\"Payload\":{\"text\":\"hello\"},\"StatusCode\":200}}");
        assertThat(execution.stopDate()).isNotNull();
        List<HistoryEvent> events = history(arn);
        assertThat(events)
                .extracting(HistoryEvent::type)
                .containsExactly(
                        HistoryEventType.EXECUTION_STARTED,
                        HistoryEventType.TASK_STATE_ENTERED,
                        HistoryEventType.TASK_SCHEDULED,
                        HistoryEventType.TASK_STARTED,
                        HistoryEventType.TASK_SUCCEEDED,
                        HistoryEventType.TASK_STATE_EXITED,
                        HistoryEventType.SUCCEED_STATE_ENTERED,
                        HistoryEventType.SUCCEED_STATE_EXITED,
                        HistoryEventType.EXECUTION_SUCCEEDED);
        assertThat(events)
                .extracting(HistoryEvent::previousEventId)
                .containsExactly(0L, 0L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(events.get(1).stateEnteredEventDetails().name()).isEqualTo("greet");
        assertThat(events.get(2).taskScheduledEventDetails().resourceType()).isEqualTo("lambda");
        assertThat(events.get(2).taskScheduledEventDetails().timeoutInSeconds()).isEqualTo(10);
        assertThat(events.get(2).taskScheduledEventDetails().parameters())
                .isEqualTo("{\"FunctionName\":\"greet\",\"Payload\":{\"who\":\"Ada\"}}");
        assertThat(events.get(4).taskSucceededEventDetails().output()).contains("\"StatusCode\":200");
        assertThat(client.getExecutionHistory(request -> request.executionArn(arn)
                                .includeExecutionData(false)
                                .reverseOrder(true))
                        .events()
                        .getFirst()
                        .executionSucceededEventDetails()
                        .output())
                .isNull();
    }

    @Test
    void aFunctionErrorEndsTheExecutionWithItsTypeAndPayload() throws Exception {
        String payload =
                "{\"errorMessage\":\"no\",\"errorType\":\"org.example.Refused\",\"stackTrace\":[\"org.example.A.b(A.java:1)\"]}";
        function = (name, arguments) -> {
            throw FunctionError.ofFunction(payload.getBytes(StandardCharsets.UTF_8));
        };
        String arn = start(service.register("greeting", GREETING), "one", "{}");
        DescribeExecutionResponse execution = awaitEnd(arn);

        assertThat(execution.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(execution.error()).isEqualTo("org.example.Refused");
        assertThat(execution.cause()).isEqualTo(payload);
        assertThat(history(arn).get(4).taskFailedEventDetails().error()).isEqualTo("org.example.Refused");
    }

    @Test
    void stoppingEndsAWaitImmediately() throws Exception {
        String machine = service.register("waiting", WAITING);
        String arn = start(machine, "one", "{}");
        start(machine, "two", "{}");

        client.stopExecution(
                request -> request.executionArn(arn).error("Superseded").cause("a newer one started"));

        DescribeExecutionResponse execution = awaitEnd(arn);
        assertThat(execution.status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(execution.error()).isEqualTo("Superseded");
        assertThat(history(arn).getLast().executionAbortedEventDetails().cause())
                .isEqualTo("a newer one started");
        assertThat(list(machine, ExecutionStatus.RUNNING)).containsExactly("two");
        assertThat(list(machine, ExecutionStatus.ABORTED)).containsExactly("one");
        assertThat(list(machine, null)).containsExactly("two", "one");
    }

    @Test
    void invalidRequestsGetTheErrorsOfTheService() throws Exception {
        String machine = service.register("waiting", WAITING);

        for (String name : List.of("a name", "a:b", "a/b", "x".repeat(81), "a*", "a\u0001")) {
            assertThatThrownBy(() -> start(machine, name, "{}")).as(name).isInstanceOf(InvalidNameException.class);
        }
        assertThatThrownBy(() -> start(machine, "one", "not json")).isInstanceOf(InvalidExecutionInputException.class);
        assertThatThrownBy(() -> start(machine, "one", "\"" + "x".repeat(262_144) + "\""))
                .isInstanceOf(InvalidExecutionInputException.class);
        assertThatThrownBy(() -> start("machine", "one", "{}")).isInstanceOf(InvalidArnException.class);
        String running = start(machine, "running", "{}");
        assertThatThrownBy(() -> client.stopExecution(
                        request -> request.executionArn(running).error("x".repeat(257))))
                .isInstanceOf(SfnException.class);
        assertThatThrownBy(() -> client.stopExecution(
                        request -> request.executionArn(running).cause("x".repeat(32_769))))
                .isInstanceOf(SfnException.class);
        client.stopExecution(
                request -> request.executionArn(running).error("x".repeat(256)).cause("x".repeat(32_768)));
        assertThatThrownBy(() -> start(machine + "2", "one", "{}"))
                .isInstanceOf(StateMachineDoesNotExistException.class);
        assertThatThrownBy(() -> client.describeExecution(
                        request -> request.executionArn(machine.replace("stateMachine", "execution") + ":none")))
                .isInstanceOf(ExecutionDoesNotExistException.class);
        assertThatThrownBy(() -> service.register("broken", "{\"StartAt\": \"a\", \"States\": {}}"))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageContaining("/StartAt");
        assertThatThrownBy(() -> client.listActivities())
                .isInstanceOfSatisfying(
                        SfnException.class,
                        error ->
                                assertThat(error.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException"));
    }

    @Test
    void aRegisteredMachineCanBeDescribedAndListed() throws Exception {
        String arn = service.register("waiting", WAITING);

        assertThat(client.describeStateMachine(request -> request.stateMachineArn(arn))
                        .definition())
                .isEqualTo(WAITING);
        assertThat(client.listStateMachines().stateMachines())
                .singleElement()
                .satisfies(machine -> assertThat(machine.name()).isEqualTo("waiting"));
    }

    @Test
    void anItemIsWrittenAndConditionsFail() throws Exception {
        String definition = """
                {"StartAt": "create", "States": {
                  "create": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:updateItem", "ResultPath": "$.created",
                    "Parameters": {"TableName": "accounts", "Key": {"pk": {"S.$": "$.id"}}, "UpdateExpression": "SET n = :n",
                      "ExpressionAttributeValues": {":n": {"N": "2"}}, "ReturnValues": "ALL_NEW"},
                    "Next": "again"},
                  "again": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:updateItem",
                    "Parameters": {"TableName": "accounts", "Key": {"pk": {"S.$": "$.id"}}, "UpdateExpression": "REMOVE n",
                      "ConditionExpression": "attribute_not_exists(pk)"},
                    "Catch": [{"ErrorEquals": ["DynamoDB.ConditionalCheckFailedException"], "ResultPath": "$.error",
                      "Next": "wrong"}], "End": true},
                  "wrong": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:updateItem", "ResultPath": "$.updated",
                    "Parameters": {"TableName": "accounts", "Key": {"other": {"S": "x"}}},
                    "Catch": [{"ErrorEquals": ["DynamoDB.AmazonDynamoDBException"], "ResultPath": "$.invalid",
                      "Next": "done"}], "End": true},
                  "done": {"Type": "Succeed"}}}
                """;
        try (DynamoDbClient items = Clients.build(DynamoDbClient.builder(), dynamoDb.endpoint())) {
            LocalDynamoDbIT.createTable(items);
            String arn = start(service.register("items", definition), "one", "{\"id\":\"ENV#1\"}");
            DescribeExecutionResponse execution = awaitEnd(arn);

            assertThat(execution.status()).as(execution.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
            JsonNode output = new ObjectMapper().readTree(execution.output());
            assertThat(output.at("/created/Attributes/n/N").asText()).isEqualTo("2");
            assertThat(output.at("/error/Cause").asText())
                    .contains(
                            "Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ConditionalCheckFailedException");
            assertThat(items.scan(request -> request.tableName("accounts")).items())
                    .containsExactly(Map.of("pk", AttributeValue.fromS("ENV#1"), "n", AttributeValue.fromN("2")));
        }
    }

    @Test
    void onlyTheLatestThousandExecutionsHaveAHistory() throws Exception {
        String machine =
                service.register("ending", "{\"StartAt\": \"end\", \"States\": {\"end\": {\"Type\": \"Succeed\"}}}");
        String waiting = start(service.register("waiting", WAITING), "waiting", "{}");
        String first = start(machine, "first", "{}");
        awaitEnd(first);
        assertThat(history(first)).isNotEmpty();
        for (int i = 0; i < 999; i++) {
            start(machine, "run-" + i, "{}");
        }

        assertThatThrownBy(() -> history(first))
                .isInstanceOf(ExecutionDoesNotExistException.class)
                .hasMessageContaining("latest 1000 executions");
        assertThat(awaitEnd(first).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(history(waiting)).isNotEmpty();
        assertThatThrownBy(() -> start(machine, "first", "{}")).isInstanceOf(ExecutionAlreadyExistsException.class);
    }

    @Test
    void manyExecutionsRunAtTheSameTime() throws Exception {
        CountDownLatch allInside = new CountDownLatch(250);
        function = (name, payload) -> {
            allInside.countDown();
            allInside.await();
            return payload;
        };
        String machine = service.register("many", GREETING.replace("\"TimeoutSeconds\": 10,", ""));
        for (int i = 0; i < 250; i++) {
            start(machine, "run-" + i, "{\"n\":" + i + "}");
        }
        for (Execution execution : service.executions()) {
            execution.awaitEnd();
        }

        assertThat(client.listExecutionsPaginator(
                                request -> request.stateMachineArn(machine).statusFilter(ExecutionStatus.SUCCEEDED))
                        .executions())
                .hasSize(250);
    }

    private String start(String machine, String name, String input) {
        return client.startExecution(
                        request -> request.stateMachineArn(machine).name(name).input(input))
                .executionArn();
    }

    private DescribeExecutionResponse awaitEnd(String arn) throws InterruptedException {
        for (Execution execution : service.executions()) {
            if (execution.arn().equals(arn)) {
                execution.awaitEnd();
            }
        }
        return client.describeExecution(request -> request.executionArn(arn));
    }

    private List<HistoryEvent> history(String arn) {
        return client
                .getExecutionHistoryPaginator(
                        request -> request.executionArn(arn).maxResults(3))
                .events()
                .stream()
                .toList();
    }

    private List<String> list(String machine, @Nullable ExecutionStatus status) {
        return client
                .listExecutions(request -> request.stateMachineArn(machine).statusFilter(status))
                .executions()
                .stream()
                .map(ExecutionListItem::name)
                .toList();
    }
}
