package org.mfasender.local.aws;

import static org.mfasender.local.aws.Answer.next;
import static org.mfasender.local.aws.Answer.object;
import static org.mfasender.local.aws.Answer.text;
import static org.mfasender.local.aws.Answer.time;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
 * AWS Step Functions in memory: standard workflows, for the operations that the product and its tests use.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/">Step Functions API reference</a>
 */
public final class LocalStepFunctions implements AutoCloseable {

    private static final int LARGEST_INPUT = 262_144;
    /** <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html">Why an execution was stopped.</a> */
    private static final int LONGEST_ERROR = 256;

    private static final int LONGEST_CAUSE = 32_768;
    private static final String MACHINE_ARN = LocalAccount.arn("states", "stateMachine:");
    private static final String ROLE_ARN = "arn:aws:iam::" + LocalAccount.ID + ":role/local";
    /** <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html">Characters of a name.</a> */
    private static final Pattern NAME =
            Pattern.compile("[^\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\p{Cntrl}\\x{80}-\\x{9f}\\x{fffe}\\x{ffff}]{1,80}");

    private final StateMachines machines;
    private final Executions executions;
    private final Map<String, TaskResource> resources;
    private final Engine engine;
    private final AwsJsonServer server;

    private LocalStepFunctions(Map<String, TaskResource> resources, Engine engine, LocalKeys keys) throws IOException {
        this.machines = new StateMachines(keys);
        this.resources = Map.copyOf(resources);
        this.engine = engine;
        this.executions = new Executions(engine.clock());
        this.server = AwsJsonServer.start(
                "AWSStepFunctions",
                "1.0",
                Map.of(
                        "DescribeStateMachine", this::describeStateMachine,
                        "DeleteStateMachine", this::deleteStateMachine,
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
        return start(resources, Engine.realTime(listener), new LocalKeys());
    }

    /** Starts on a free port. */
    public static LocalStepFunctions start(Map<String, TaskResource> resources, Engine engine, LocalKeys keys)
            throws IOException {
        return new LocalStepFunctions(resources, engine, keys);
    }

    /** For the endpoint override of an SDK client. */
    public URI endpoint() {
        return server.endpoint();
    }

    /**
     * Registers a definition under a name. Executions of a former one of this name stay, and so do their names.
     *
     * @return its ARN
     * @throws IllegalStateException while a deleted one of this name has running executions
     */
    public String register(String name, String definition) throws InvalidDefinition {
        return register(name, definition, null);
    }

    /** The same for one whose definition and executions are encrypted with a key. */
    public synchronized String register(String name, String definition, @Nullable String keyArn)
            throws InvalidDefinition {
        StateMachine machine =
                new StateMachine(MACHINE_ARN + name, StateMachineDefinition.parse(definition, resources), engine);
        if (executions.all().stream()
                .filter(execution -> execution.stateMachine().arn().equals(machine.arn()))
                .anyMatch(execution ->
                        execution.stateMachine().isDeleted() && execution.status() == ExecutionStatus.RUNNING)) {
            throw new IllegalStateException("StateMachineDeleting: " + machine.arn());
        }
        machines.put(machine, keyArn);
        return machine.arn();
    }

    /** All executions, oldest first. */
    public synchronized List<Execution> executions() {
        return executions.all();
    }

    /** The execution of a name, of whichever state machine. */
    public synchronized Optional<Execution> execution(String name) {
        return machines.all().stream()
                .flatMap(machine -> Stream.ofNullable(executions.find(Execution.arn(machine, name))))
                .findFirst();
    }

    /** Ends all executions and the endpoint. */
    @Override
    public void close() {
        server.close();
        executions().forEach(execution -> execution.stop(null, null));
    }

    private synchronized ObjectNode describeStateMachine(ObjectNode request) throws AwsError {
        StateMachine machine = machine(request);
        return StepFunctionsAnswers.summary(machine)
                .put("status", "ACTIVE")
                .put("definition", machine.definition().source())
                .put("roleArn", ROLE_ARN);
    }

    private synchronized ObjectNode deleteStateMachine(ObjectNode request) throws AwsError {
        machines.delete(arn(request, "stateMachineArn"));
        return object();
    }

    private synchronized ObjectNode listStateMachines(ObjectNode request) throws AwsError {
        Page<StateMachine> page = page(machines.all(), request);
        ObjectNode answer = object();
        ArrayNode list = answer.putArray("stateMachines");
        page.items().forEach(machine -> list.add(StepFunctionsAnswers.summary(machine)));
        return next(answer, "nextToken", page);
    }

    private synchronized ObjectNode startExecution(ObjectNode request) throws AwsError {
        StateMachine machine = machine(request);
        String name = validName(request.path("name").asText(UUID.randomUUID().toString()));
        String input = validInput(request.path("input").asText("{}"));
        String arn = Execution.arn(machine, name);
        Execution execution = executions.find(arn);
        if (execution == null) {
            try {
                execution = machine.start(name, input);
            } catch (JsonProcessingException malformed) {
                throw invalidInput("Not JSON");
            }
            executions.add(execution);
        } else if (execution.status() != ExecutionStatus.RUNNING
                || !execution.input().equals(input)) {
            throw new AwsError("ExecutionAlreadyExists", "Execution Already Exists: '" + arn + "'");
        }
        return time(object().put("executionArn", arn), "startDate", execution.startDate());
    }

    private synchronized ObjectNode describeExecution(ObjectNode request) throws AwsError {
        Execution execution = execution(request);
        ObjectNode answer = StepFunctionsAnswers.summary(execution).put("input", execution.input());
        text(answer, "output", execution.output());
        text(answer, "error", execution.error());
        return text(answer, "cause", execution.cause());
    }

    private synchronized ObjectNode stopExecution(ObjectNode request) throws AwsError {
        Execution execution = execution(request);
        execution.stop(bounded(request, "error", LONGEST_ERROR), bounded(request, "cause", LONGEST_CAUSE));
        return time(object(), "stopDate", execution.stopDate());
    }

    private synchronized ObjectNode listExecutions(ObjectNode request) throws AwsError {
        StateMachine machine = machine(request);
        String status = request.path("statusFilter").asText("");
        List<Execution> wanted = executions.all().reversed().stream()
                .filter(execution -> execution.stateMachine().arn().equals(machine.arn()))
                .filter(execution ->
                        status.isEmpty() || execution.status().name().equals(status))
                .toList();
        Page<Execution> page = page(wanted, request);
        ObjectNode answer = object();
        ArrayNode list = answer.putArray("executions");
        page.items().forEach(execution -> list.add(StepFunctionsAnswers.summary(execution)));
        return next(answer, "nextToken", page);
    }

    private synchronized ObjectNode executionHistory(ObjectNode request) throws AwsError {
        Execution execution = execution(request);
        List<HistoryEvent> history = execution.history();
        if (history.isEmpty()) {
            throw new AwsError(
                    "ExecutionDoesNotExist",
                    "Only the latest " + Executions.KEPT_HISTORIES + " executions have a history here, not '"
                            + execution.arn() + "'");
        }
        Page<HistoryEvent> page =
                page(request.path("reverseOrder").asBoolean(false) ? history.reversed() : history, request);
        boolean withData = request.path("includeExecutionData").asBoolean(true);
        ObjectNode answer = object();
        ArrayNode list = answer.putArray("events");
        page.items().forEach(event -> list.add(StepFunctionsAnswers.event(event, withData)));
        return next(answer, "nextToken", page);
    }

    private StateMachine machine(ObjectNode request) throws AwsError {
        return machines.find(arn(request, "stateMachineArn"));
    }

    private Execution execution(ObjectNode request) throws AwsError {
        String arn = arn(request, "executionArn");
        Execution execution = executions.find(arn);
        if (execution == null) {
            throw new AwsError("ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'");
        }
        machines.requireKey(execution.stateMachine());
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

    private static String validInput(String input) throws AwsError {
        if (input.getBytes(StandardCharsets.UTF_8).length > LARGEST_INPUT) {
            throw invalidInput("Input exceeds the limit of " + LARGEST_INPUT + " bytes.");
        }
        if (input.isBlank()) {
            throw invalidInput("Invalid execution input.");
        }
        return input;
    }

    private static @Nullable String bounded(ObjectNode request, String member, int longest) throws AwsError {
        String text = request.path(member).textValue();
        if (text != null && text.length() > longest) {
            throw new AwsError("ValidationException", member + " must have length less than or equal to " + longest);
        }
        return text;
    }

    private static AwsError invalidInput(String problem) {
        return new AwsError("InvalidExecutionInput", "Invalid State Machine Execution Input: '" + problem + "'");
    }

    private static <T> Page<T> page(List<T> all, ObjectNode request) throws AwsError {
        return Page.of(all, request, "maxResults", "nextToken", 1000, "InvalidToken");
    }
}
