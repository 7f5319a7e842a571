package org.mfasender.local.aws;

import static org.mfasender.local.aws.Answer.next;
import static org.mfasender.local.aws.Answer.object;
import static org.mfasender.local.aws.Answer.time;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.mfasender.local.aws.states.Engine;
import org.mfasender.local.aws.states.Execution;
import org.mfasender.local.aws.states.ExecutionListener;
import org.mfasender.local.aws.states.ExecutionStatus;
import org.mfasender.local.aws.states.HistoryEvent;
import org.mfasender.local.aws.states.InvalidDefinition;
import org.mfasender.local.aws.states.StateMachine;
import org.mfasender.local.aws.states.StateMachineDefinition;
import org.mfasender.local.aws.states.TaskResource;

/**
 * AWS Step Functions in memory: standard workflows, for the operations the product uses.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/">Step Functions API reference</a>
 */
public final class LocalStepFunctions implements AutoCloseable {

    private static final int LARGEST_INPUT = 262_144;
    /** Histories take most of the memory. */
    private static final int KEPT_HISTORIES = 1000;

    private static final String MACHINE_ARN = LocalAccount.arn("states", "stateMachine:");
    private static final String ROLE_ARN = "arn:aws:iam::" + LocalAccount.ID + ":role/local";
    /** <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html">What a name may not have.</a> */
    private static final Pattern NAME =
            Pattern.compile("[^\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\p{Cntrl}\\x{80}-\\x{9f}\\x{fffe}\\x{ffff}]{1,80}");

    private final Map<String, StateMachine> machines = new LinkedHashMap<>();
    private final Map<String, Execution> executions = new LinkedHashMap<>();
    private final Set<Execution> withHistory = new LinkedHashSet<>();
    private final Map<String, TaskResource> resources;
    private final Engine engine;
    private final AwsJsonServer server;

    private LocalStepFunctions(int port, Map<String, TaskResource> resources, Engine engine) throws IOException {
        this.resources = Map.copyOf(resources);
        this.engine = engine;
        this.server = AwsJsonServer.start(
                port,
                "AWSStepFunctions",
                "1.0",
                Map.of(
                        "CreateStateMachine", this::createStateMachine,
                        "DescribeStateMachine", this::describeStateMachine,
                        "ListStateMachines", this::listStateMachines,
                        "StartExecution", this::startExecution,
                        "DescribeExecution", this::describeExecution,
                        "StopExecution", this::stopExecution,
                        "ListExecutions", this::listExecutions,
                        "GetExecutionHistory", this::executionHistory));
    }

    /** Starts on a free port in real time. */
    public static LocalStepFunctions start(Map<String, TaskResource> resources, ExecutionListener listener)
            throws IOException {
        return start(0, resources, Engine.realTime(listener));
    }

    /** Starts on the port; 0 means a free one. */
    public static LocalStepFunctions start(int port, Map<String, TaskResource> resources, Engine engine)
            throws IOException {
        return new LocalStepFunctions(port, resources, engine);
    }

    /** For the endpoint override of an SDK client. */
    public URI endpoint() {
        return server.endpoint();
    }

    /**
     * Registers a definition under a name.
     *
     * @return its ARN
     */
    public synchronized String register(String name, String definition) throws InvalidDefinition {
        StateMachine machine = new StateMachine(
                MACHINE_ARN + name, ROLE_ARN, StateMachineDefinition.parse(definition, resources), engine);
        machines.put(machine.arn(), machine);
        return machine.arn();
    }

    /** All executions, oldest first. */
    public synchronized List<Execution> executions() {
        return List.copyOf(executions.values());
    }

    /** Ends all executions and the endpoint. */
    @Override
    public void close() {
        server.close();
        executions().forEach(execution -> execution.stop(null, null));
    }

    private synchronized ObjectNode createStateMachine(ObjectNode request) throws AwsError {
        String name = validName(request.path("name").asText(""));
        if (!request.path("type").asText("STANDARD").equals("STANDARD")) {
            throw new AwsError("StateMachineTypeNotSupported", "Only STANDARD is supported here.");
        }
        String definition = request.path("definition").asText("");
        StateMachine existing = machines.get(MACHINE_ARN + name);
        if (existing != null && !existing.definition().source().equals(definition)) {
            throw new AwsError("StateMachineAlreadyExists", "State Machine Already Exists: '" + existing.arn() + "'");
        }
        try {
            if (existing == null) {
                String arn = MACHINE_ARN + name;
                String roleArn = request.path("roleArn").asText(ROLE_ARN);
                existing = new StateMachine(arn, roleArn, StateMachineDefinition.parse(definition, resources), engine);
                machines.put(arn, existing);
            }
        } catch (InvalidDefinition invalid) {
            throw new AwsError(
                    "InvalidDefinition",
                    "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: " + invalid.getMessage() + "'");
        }
        ObjectNode answer = object().put("stateMachineArn", existing.arn());
        return time(answer, "creationDate", existing.creationDate());
    }

    private synchronized ObjectNode describeStateMachine(ObjectNode request) throws AwsError {
        StateMachine machine = machine(request);
        ObjectNode answer = summary(machine)
                .put("status", "ACTIVE")
                .put("definition", machine.definition().source())
                .put("roleArn", machine.roleArn());
        answer.putObject("loggingConfiguration").put("level", "OFF").put("includeExecutionData", false);
        answer.putObject("tracingConfiguration").put("enabled", false);
        return answer;
    }

    private synchronized ObjectNode listStateMachines(ObjectNode request) throws AwsError {
        Page<StateMachine> page = page(machines.values(), request);
        ObjectNode answer = object();
        ArrayNode list = answer.putArray("stateMachines");
        page.items().forEach(machine -> list.add(summary(machine)));
        return next(answer, "nextToken", page);
    }

    private synchronized ObjectNode startExecution(ObjectNode request) throws AwsError {
        StateMachine machine = machine(request);
        String name = validName(request.path("name").asText(UUID.randomUUID().toString()));
        String input = request.path("input").asText("{}");
        if (input.getBytes(StandardCharsets.UTF_8).length > LARGEST_INPUT) {
            throw invalidInput("Input exceeds the limit of " + LARGEST_INPUT + " bytes.");
        }
        if (input.isBlank()) {
            throw invalidInput("Invalid execution input.");
        }
        String arn = machine.arn().replace(":stateMachine:", ":execution:") + ":" + name;
        Execution execution = executions.get(arn);
        if (execution == null) {
            try {
                execution = machine.start(name, input);
            } catch (JsonProcessingException malformed) {
                throw invalidInput("Not JSON");
            }
            executions.put(arn, execution);
            withHistory.add(execution);
            forgetOldHistory();
        } else if (execution.status() != ExecutionStatus.RUNNING
                || !execution.input().equals(input)) {
            throw new AwsError("ExecutionAlreadyExists", "Execution Already Exists: '" + arn + "'");
        }
        return time(object().put("executionArn", arn), "startDate", execution.startDate());
    }

    private void forgetOldHistory() {
        if (withHistory.size() > KEPT_HISTORIES) {
            withHistory.stream()
                    .filter(execution -> execution.status() != ExecutionStatus.RUNNING)
                    .findFirst()
                    .ifPresent(oldest -> {
                        withHistory.remove(oldest);
                        oldest.forgetHistory();
                    });
        }
    }

    private synchronized ObjectNode describeExecution(ObjectNode request) throws AwsError {
        Execution execution = execution(request);
        ObjectNode answer = summary(execution).put("input", execution.input());
        answer.putObject("inputDetails").put("included", true);
        if (execution.output() != null) {
            answer.put("output", execution.output()).putObject("outputDetails").put("included", true);
        }
        if (execution.error() != null) {
            answer.put("error", execution.error());
        }
        if (execution.cause() != null) {
            answer.put("cause", execution.cause());
        }
        return answer;
    }

    private synchronized ObjectNode stopExecution(ObjectNode request) throws AwsError {
        Execution execution = execution(request);
        execution.stop(request.path("error").textValue(), request.path("cause").textValue());
        return time(object(), "stopDate", execution.stopDate());
    }

    private synchronized ObjectNode listExecutions(ObjectNode request) throws AwsError {
        StateMachine machine = machine(request);
        String status = request.path("statusFilter").asText("");
        List<Execution> wanted = executions.values().stream()
                .filter(execution -> execution.stateMachine() == machine)
                .filter(execution ->
                        status.isEmpty() || execution.status().name().equals(status))
                .toList()
                .reversed();
        Page<Execution> page = page(wanted, request);
        ObjectNode answer = object();
        ArrayNode list = answer.putArray("executions");
        page.items().forEach(execution -> list.add(summary(execution)));
        return next(answer, "nextToken", page);
    }

    private synchronized ObjectNode executionHistory(ObjectNode request) throws AwsError {
        Execution execution = execution(request);
        List<HistoryEvent> history = execution.history();
        if (history.isEmpty()) {
            throw new AwsError(
                    "ExecutionDoesNotExist",
                    "Only the latest " + KEPT_HISTORIES + " executions have a history here, not '" + execution.arn()
                            + "'");
        }
        Page<HistoryEvent> page =
                page(request.path("reverseOrder").asBoolean(false) ? history.reversed() : history, request);
        boolean withData = request.path("includeExecutionData").asBoolean(true);
        ObjectNode answer = object();
        ArrayNode list = answer.putArray("events");
        for (HistoryEvent event : page.items()) {
            ObjectNode entry = list.addObject()
                    .put("id", event.id())
                    .put("previousEventId", event.previousEventId())
                    .put("type", event.type());
            time(entry, "timestamp", event.timestamp());
            if (event.detailsName() != null && event.details() != null) {
                ObjectNode details = event.details().deepCopy();
                entry.set(
                        event.detailsName(),
                        withData ? details : details.without(Set.of("input", "output", "parameters")));
            }
        }
        return next(answer, "nextToken", page);
    }

    private StateMachine machine(ObjectNode request) throws AwsError {
        String arn = arn(request, "stateMachineArn");
        StateMachine machine = machines.get(arn);
        if (machine == null) {
            throw new AwsError("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
        }
        return machine;
    }

    private Execution execution(ObjectNode request) throws AwsError {
        String arn = arn(request, "executionArn");
        Execution execution = executions.get(arn);
        if (execution == null) {
            throw new AwsError("ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'");
        }
        return execution;
    }

    private static String arn(ObjectNode request, String member) throws AwsError {
        String arn = request.path(member).asText("");
        if (!arn.startsWith("arn:aws:states:")) {
            throw new AwsError("InvalidArn", "Invalid Arn: 'Invalid ARN prefix: " + arn + "'");
        }
        return arn;
    }

    private static String validName(String name) throws AwsError {
        if (!NAME.matcher(name).matches()) {
            throw new AwsError("InvalidName", "Invalid Name: '" + name + "'");
        }
        return name;
    }

    private static AwsError invalidInput(String problem) {
        return new AwsError("InvalidExecutionInput", "Invalid State Machine Execution Input: '" + problem + "'");
    }

    private static ObjectNode summary(StateMachine machine) {
        ObjectNode summary = object().put("stateMachineArn", machine.arn())
                .put("name", machine.name())
                .put("type", "STANDARD");
        return time(summary, "creationDate", machine.creationDate());
    }

    private static ObjectNode summary(Execution execution) {
        ObjectNode summary = object().put("executionArn", execution.arn())
                .put("stateMachineArn", execution.stateMachine().arn())
                .put("name", execution.name())
                .put("status", execution.status().name())
                .put("redriveCount", 0);
        time(summary, "startDate", execution.startDate());
        return time(summary, "stopDate", execution.stopDate());
    }

    private static <T> Page<T> page(Collection<T> all, ObjectNode request) throws AwsError {
        return Page.of(new ArrayList<>(all), request, "maxResults", "nextToken", 1000, "InvalidToken");
    }
}
