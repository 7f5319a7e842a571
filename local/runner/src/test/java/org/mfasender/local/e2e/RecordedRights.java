package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.aws.states.HistoryEvent;
import org.mfasender.local.rights.AccessRequest;
import org.mfasender.local.rights.AwsCalls;

/** Collects the rights that each caller needed, from the requests that pass a proxy and from the histories of executions. */
final class RecordedRights {

    private static final String LAMBDA = "lambda";

    private final AwsCalls aws;
    private final ConcurrentLinkedQueue<FaultProxy.Passing> calls = new ConcurrentLinkedQueue<>();
    private final Map<String, Set<AccessRequest>> needed = new ConcurrentHashMap<>();

    RecordedRights(AwsCalls aws) {
        this.aws = aws;
    }

    /** Takes a call, unless it is one of Meta's; rights are derived later, so that a fault here does not end somebody's connection. */
    void witness(FaultProxy.Passing call) {
        if (!call.target().isEmpty() || isOfSns(call)) {
            calls.add(call);
        }
    }

    /** How many calls of the caller passed since {@link #needed} took them. */
    long callsOf(String caller) {
        return calls.stream().filter(call -> call.caller().equals(caller)).count();
    }

    /**
     * What was needed so far.
     *
     * @param workflow the caller under which the invocations of functions by executions of a state machine are noted, by its ARN
     * @return by caller: a function's logical id, or what the workflow's own requests have as their session token
     */
    Map<String, Set<AccessRequest>> needed(LocalSystem system, UnaryOperator<String> workflow) {
        for (FaultProxy.Passing call = calls.poll(); call != null; call = calls.poll()) {
            note(call.caller(), requests(call));
        }
        system.stepFunctions()
                .executions()
                .forEach(execution -> execution.history().stream()
                        .filter(event -> event.type().equals("TaskScheduled"))
                        .map(HistoryEvent::details)
                        .filter(details -> details != null
                                && details.path("resourceType").asText().equals(LAMBDA))
                        .forEach(details -> note(workflow.apply(execution.arn()), List.of(invocation(details)))));
        return new TreeMap<>(needed);
    }

    private void note(String caller, List<AccessRequest> requests) {
        needed.computeIfAbsent(caller, any -> new LinkedHashSet<>()).addAll(requests);
    }

    private static AccessRequest invocation(ObjectNode details) {
        String function =
                json(details.path("parameters").asText()).path("FunctionName").asText();
        return new AccessRequest("lambda:InvokeFunction", function, Map.of());
    }

    /** The one service of AWS here whose calls are forms. */
    private static boolean isOfSns(FaultProxy.Passing call) {
        return call.body().startsWith("Action=");
    }

    private List<AccessRequest> requests(FaultProxy.Passing call) {
        return requests(aws, call);
    }

    /** The rights that a call of AWS needs. */
    static List<AccessRequest> requests(AwsCalls aws, FaultProxy.Passing call) {
        if (isOfSns(call)) {
            assertThat(call.body()).startsWith("Action=Publish&").contains("&PhoneNumber=");
            return List.of(aws.sms());
        }
        int dot = call.target().indexOf('.');
        String service = call.target().substring(0, dot);
        String operation = call.target().substring(dot + 1);
        JsonNode body = json(call.body());
        return switch (service) {
            case "DynamoDB_20120810" -> aws.dynamoDb(operation, body);
            case "DynamoDBStreams_20120810" -> aws.dynamoDbStreams(operation, body);
            case "secretsmanager" -> aws.secretsManager(operation, body);
            case "TrentService" -> aws.kms(operation, body);
            case "AWSEvents" -> aws.eventBridge(operation, body);
            case "AWSStepFunctions" -> List.of(aws.stepFunctions(operation, body));
            default -> throw new IllegalStateException("Which rights does " + call.target() + " need?");
        };
    }

    private static JsonNode json(String text) {
        try {
            return SenderApi.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
