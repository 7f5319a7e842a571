package org.mfasender.local.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.LocalOptions;
import org.mfasender.local.LocalService;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.aws.LocalDynamoDb;
import org.mfasender.local.aws.LocalEventBridge;
import org.mfasender.local.aws.LocalKeys;
import org.mfasender.local.aws.LocalKms;
import org.mfasender.local.aws.LocalSecretsManager;
import org.mfasender.local.aws.LocalStepFunctions;
import org.mfasender.local.aws.states.DynamoDbTask;
import org.mfasender.local.aws.states.Engine;
import org.mfasender.local.aws.states.ExecutionListener;
import org.mfasender.local.aws.states.ExecutionStatus;
import org.mfasender.local.aws.states.FunctionError;
import org.mfasender.local.aws.states.InvalidDefinition;
import org.mfasender.local.aws.states.LambdaTask;
import org.mfasender.local.aws.states.TaskResource;
import org.mfasender.local.aws.states.Timer;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.functions.FunctionResult;
import org.mfasender.local.graph.SimulatedGraph;
import org.mfasender.local.rights.AccessRequest;
import org.mfasender.local.rights.AwsCalls;
import org.mfasender.local.rights.Role;
import org.mfasender.local.template.StateMachineDefinition;
import org.mfasender.local.template.Surroundings;
import org.mfasender.local.template.Template;
import org.mfasender.local.template.TemplateRights;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * An account of AWS in which a stack is deployed, again and again: the services and what they store stay, functions, rights and state
 * machine are those of the last deployment. Each call is refused that the roles of template.yaml do not allow, under the present key or
 * the one before.
 */
final class Deployments implements AutoCloseable {

    private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."));
    private static final Path TEMPLATE = ROOT.resolve("template.yaml");
    private static final String TABLE = "SenderTable";
    private static final String MESSAGES = "MessagesTable";
    private static final String HASH_SECRET = "HashSecret";

    private final LocalKeys keys = new LocalKeys();
    private final List<AutoCloseable> services = new ArrayList<>();
    private final Map<LocalService, URI> endpoints = new EnumMap<>(LocalService.class);
    private final FaultProxy proxy = new FaultProxy(this::allows);
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final SimulatedGraph graph;
    private final LocalStepFunctions stepFunctions;
    private final DynamoDbClient dynamo;
    private final SecretsManagerClient secretsManager;
    private final SfnClient sfn;
    /** Invocations read, a deployment writes: none is cut off. */
    private final ReadWriteLock deployment = new ReentrantReadWriteLock();

    private volatile Map<String, Role> roles = Map.of();
    private volatile AwsCalls calls;
    /** What the next deployment finds, although the stack's deletion would delete it. */
    private final List<Rule> existing = new ArrayList<>();

    private final List<Rule> retained = new ArrayList<>();
    private @Nullable LocalSystem system;

    /** @param keyArn of the key of the first deployment */
    Deployments(String keyArn) throws IOException {
        calls = new AwsCalls(Surroundings.REGION, Surroundings.ACCOUNT_ID, keyArn, keyArn);
        LocalDynamoDb dynamoDb = added(LocalService.DYNAMODB, LocalDynamoDb.start(), LocalDynamoDb::endpoint);
        added(LocalService.SECRETS_MANAGER, LocalSecretsManager.start(keys), LocalSecretsManager::endpoint);
        added(LocalService.KMS, LocalKms.start(keys), LocalKms::endpoint);
        added(LocalService.EVENT_BRIDGE, LocalEventBridge.start(event -> {}), LocalEventBridge::endpoint);
        graph = added(
                LocalService.GRAPH,
                SimulatedGraph.start(0, InstantSource.system(), Duration.ZERO),
                SimulatedGraph::uri);
        Map<String, TaskResource> resources =
                new HashMap<>(DynamoDbTask.all(proxy.inFrontOf(dynamoDb.endpoint()), "workflow"));
        resources.put(LambdaTask.ARN, new LambdaTask(this::invoke));
        Engine engine = new Engine(InstantSource.system(), new StackTime(), () -> 0, ExecutionListener.NONE);
        stepFunctions = added(
                LocalService.STEP_FUNCTIONS,
                LocalStepFunctions.start(resources, engine, keys),
                LocalStepFunctions::endpoint);
        dynamo = client(DynamoDbClient.builder(), LocalService.DYNAMODB);
        secretsManager = client(SecretsManagerClient.builder(), LocalService.SECRETS_MANAGER);
        sfn = client(SfnClient.builder(), LocalService.STEP_FUNCTIONS);
    }

    private <B extends AwsClientBuilder<B, C>, C> C client(B builder, LocalService service) {
        return builder.endpointOverride(endpoints.get(service))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }

    private <T extends AutoCloseable> T added(LocalService service, T started, Function<T, URI> endpoint) {
        services.add(started);
        endpoints.put(service, endpoint.apply(started));
        return started;
    }

    /** Creates the stack, or updates it, with a key of one's own. */
    LocalSystem deploy(String keyArn) {
        Map<String, String> parameters = Map.of("KeyArn", keyArn);
        deployment.writeLock().lock();
        try {
            if (system != null) {
                system.close();
                secretsManager.updateSecret(
                        request -> request.secretId(HASH_SECRET).kmsKeyId(keyArn));
            }
            roles = TemplateRights.read(TEMPLATE, parameters);
            calls = calls.changed(keyArn);
            LocalOptions options = LocalOptions.of(ROOT).withParameter("KeyArn", keyArn);
            for (Map.Entry<LocalService, URI> service : endpoints.entrySet()) {
                options = options.withElsewhere(service.getKey(), proxy.inFrontOf(service.getValue()));
            }
            StateMachineDefinition machine = Template.read(
                            TEMPLATE, parameters, new Surroundings(URI.create("http://127.0.0.1")))
                    .stateMachines()
                    .getFirst();
            stepFunctions.register(machine.name(), machine.definition(), machine.keyArn());
            LocalSystem deployed = LocalSystem.start(options);
            if (existing.isEmpty()) {
                existing.add(proxy.answer("CreateTable", 200, "{}", MESSAGES));
                existing.add(proxy.answer("UpdateTimeToLive", 200, "{}", MESSAGES));
                existing.add(proxy.answer("CreateSecret", 200, "{}", HASH_SECRET));
            }
            if (retained.isEmpty()) {
                retained.add(proxy.answer("CreateTable", 200, "{}", TABLE));
                retained.add(proxy.answer("UpdateTimeToLive", 200, "{}", TABLE));
            }
            system = deployed;
            return deployed;
        } catch (InvalidDefinition e) {
            throw new IllegalStateException(e);
        } finally {
            deployment.writeLock().unlock();
        }
    }

    /** Deletes the stack. The table of accounts stays, and the next deployment has it: it was imported. */
    void delete() {
        deployment.writeLock().lock();
        try {
            LocalSystem deleted = Objects.requireNonNull(system);
            system = null;
            deleted.close();
            sfn.deleteStateMachine(request -> request.stateMachineArn(deleted.stateMachineArn()));
            dynamo.deleteTable(request -> request.tableName(MESSAGES));
            secretsManager.deleteSecret(request -> request.secretId(HASH_SECRET).forceDeleteWithoutRecovery(true));
            existing.forEach(Rule::close);
            existing.clear();
        } finally {
            deployment.writeLock().unlock();
        }
    }

    /** The next deployment does not import the table, but makes a new one. */
    void leaveTable() {
        dynamo.deleteTable(request -> request.tableName(TABLE));
        retained.forEach(Rule::close);
        retained.clear();
    }

    /** What an operator does before the stack is deleted. */
    void stopExecutions() {
        stepFunctions.executions().stream()
                .filter(execution -> execution.status() == ExecutionStatus.RUNNING)
                .forEach(execution -> sfn.stopExecution(request -> request.executionArn(execution.arn())));
    }

    /** Returns when an execution for an environment is in a state that waits. */
    void awaitWait(UUID environment) {
        Instant end = Instant.now().plusSeconds(30);
        while (stepFunctions.executions().stream()
                .filter(execution -> execution.name().startsWith(environment.toString()))
                .noneMatch(execution -> execution.history().getLast().type().equals("WaitStateEntered"))) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("No execution waits");
            }
            SenderApi.pause();
        }
    }

    SecretsManagerClient secretsManager() {
        return secretsManager;
    }

    private boolean isDeployed() {
        deployment.readLock().lock();
        try {
            return system != null;
        } finally {
            deployment.readLock().unlock();
        }
    }

    /** Waits end only while there is a stack: a run that a deleted one has left waits on, however busy the machine is. */
    private final class StackTime implements Timer {

        private final Timer real = Timer.realTime();

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            real.sleep(duration);
            while (!isDeployed()) {
                real.sleep(Duration.ofMillis(50));
            }
        }

        @Override
        public Scheduled schedule(Duration delay, Runnable action) {
            return real.schedule(delay, action);
        }
    }

    private byte[] invoke(String arn, byte[] payload) throws FunctionError, InterruptedException {
        deployment.readLock().lock();
        try {
            if (system == null) {
                throw FunctionError.ofService("Lambda.ResourceNotFoundException", "Function not found: " + arn);
            }
            FunctionResult result = system.invoke(arn.substring(arn.lastIndexOf(':') + 1), payload);
            if (result.functionError() != null) {
                throw FunctionError.ofFunction(result.payload());
            }
            return result.payload();
        } finally {
            deployment.readLock().unlock();
        }
    }

    private boolean allows(FaultProxy.Passing call) {
        Role role = roles.get(call.caller().equals("workflow") ? "ConfigureSenderRole" : call.caller());
        if (call.target().isEmpty() || role == null) {
            return true; // Meta, and operators
        }
        for (AccessRequest request : RecordedRights.requests(calls, call)) {
            if (role.statements().stream().noneMatch(statement -> statement.allows(request))) {
                refused.add(role.bearer() + " needs " + request);
                return false;
            }
        }
        return true;
    }

    /** What was refused, of all that functions and executions have called. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    LocalKeys keys() {
        return keys;
    }

    SimulatedGraph graph() {
        return graph;
    }

    @Override
    public void close() {
        if (system != null) {
            system.close();
        }
        proxy.close();
        services.addAll(List.of(dynamo, secretsManager, sfn));
        for (AutoCloseable service : services.reversed()) {
            try {
                service.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
