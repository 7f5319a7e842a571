package org.mfasender.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.aws.LocalDynamoDb;
import org.mfasender.local.aws.LocalEventBridge;
import org.mfasender.local.aws.LocalKeys;
import org.mfasender.local.aws.LocalKms;
import org.mfasender.local.aws.LocalSecretsManager;
import org.mfasender.local.aws.LocalSns;
import org.mfasender.local.aws.LocalStepFunctions;
import org.mfasender.local.aws.states.DynamoDbTask;
import org.mfasender.local.aws.states.Engine;
import org.mfasender.local.aws.states.FunctionError;
import org.mfasender.local.aws.states.InvalidDefinition;
import org.mfasender.local.aws.states.LambdaTask;
import org.mfasender.local.aws.states.TaskResource;
import org.mfasender.local.functions.FunctionResult;
import org.mfasender.local.functions.LocalFunction;
import org.mfasender.local.graph.SimulatedGraph;
import org.mfasender.local.http.Authorizers;
import org.mfasender.local.http.HttpFront;
import org.mfasender.local.http.HttpFront.Integration;
import org.mfasender.local.http.ServicesFront;
import org.mfasender.local.streams.EventSource;
import org.mfasender.local.template.FunctionDefinition;
import org.mfasender.local.template.HttpRoute;
import org.mfasender.local.template.StateMachineDefinition;
import org.mfasender.local.template.StreamMapping;
import org.mfasender.local.template.Surroundings;
import org.mfasender.local.template.Template;
import org.mfasender.local.template.TemplateException;
import org.mfasender.platform.Clock;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Starts the parts of a {@link LocalSystem}, the slow ones side by side, and stops them again when one fails. */
final class Startup {
    static final String ACCESS_KEY_ID = "local";
    static final String SECRET_ACCESS_KEY = "local-not-a-secret";
    /** The session token of the requests that the workflow makes itself; those of a function have its logical id. */
    static final String WORKFLOW = "workflow";

    /** The services of AWS by the ends of the SDK's variables. */
    private static final Map<LocalService, String> ENDPOINTS = Map.of(
            LocalService.DYNAMODB, "DYNAMODB",
            LocalService.SECRETS_MANAGER, "SECRETS_MANAGER",
            LocalService.STEP_FUNCTIONS, "SFN",
            LocalService.KMS, "KMS",
            LocalService.EVENT_BRIDGE, "EVENTBRIDGE",
            LocalService.SNS, "SNS");

    private final LocalOptions options;
    private final Parts parts = new Parts();
    private final LocalKeys keys = new LocalKeys();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<LocalService, URI> endpoints = new HashMap<>();
    private final Map<String, LocalFunction> functions = new ConcurrentHashMap<>();

    Startup(LocalOptions options) {
        this.options = options;
    }

    LocalSystem run() {
        try {
            return start();
        } catch (LocalStartException e) {
            parts.close();
            throw e;
        } catch (TemplateException | InvalidDefinition | IllegalArgumentException e) {
            parts.close();
            throw new LocalStartException(String.valueOf(e.getMessage()), e);
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw new LocalStartException("The local system did not start: " + e, e);
        } catch (InterruptedException e) {
            parts.close();
            Thread.currentThread().interrupt();
            throw new LocalStartException("The start was interrupted", e);
        }
    }

    private LocalSystem start() throws IOException, InterruptedException, InvalidDefinition {
        endpoints.putAll(options.elsewhere());
        HttpFront front = parts.add(Ports.bind(options.httpPort(), "HTTP API", HttpFront::bind));
        SimulatedGraph graph = graph();
        Template template = template(front.uri());
        Future<?> dynamoDb = dynamoDb();
        parts.add(threads::shutdownNow);
        if (!endpoints.containsKey(LocalService.SECRETS_MANAGER)) {
            endpoints.put(
                    LocalService.SECRETS_MANAGER,
                    parts.add(LocalSecretsManager.start(options.time().clock(), keys))
                            .endpoint());
        }
        if (!endpoints.containsKey(LocalService.KMS)) {
            endpoints.put(LocalService.KMS, parts.add(LocalKms.start(keys)).endpoint());
        }
        LocalSns sns = endpoints.containsKey(LocalService.SNS) ? null : sns();
        LocalEventBridge eventBridge = endpoints.containsKey(LocalService.EVENT_BRIDGE) ? null : eventBridge();
        GeneratedSecrets.create(endpoint(LocalService.SECRETS_MANAGER), template.secrets());
        LocalStepFunctions stepFunctions =
                endpoints.containsKey(LocalService.STEP_FUNCTIONS) ? null : stepFunctions(template);
        List<Future<?>> loading = new ArrayList<>();
        for (FunctionDefinition function : template.functions()) {
            loading.add(threads.submit(() -> load(function)));
        }
        awaited(dynamoDb);
        Tables.create(endpoint(LocalService.DYNAMODB), template.tables());
        for (Future<?> function : loading) {
            awaited(function);
        }
        ServicesFront services = parts.add(Ports.bind(
                options.services().getPort(),
                "services",
                port -> ServicesFront.start(
                        new InetSocketAddress(options.services().getAddress(), port), endpoints)));
        for (StreamMapping mapping : template.streams()) {
            parts.add(eventSource(mapping));
        }
        front.serve(routes(template), new Authorizers(template.authorizations()));
        return new LocalSystem(
                parts,
                template,
                front,
                services.address(),
                keys,
                stepFunctions,
                eventBridge,
                sns,
                graph,
                functions,
                endpoints);
    }

    private Future<?> dynamoDb() throws IOException {
        if (endpoints.containsKey(LocalService.DYNAMODB)) {
            return CompletableFuture.completedFuture(null);
        }
        ServerSocketChannel listening = LocalDynamoDb.listen();
        endpoints.put(
                LocalService.DYNAMODB,
                URI.create("http://127.0.0.1:" + listening.socket().getLocalPort()));
        Future<LocalDynamoDb> dynamoDb = threads.submit(() -> parts.add(LocalDynamoDb.start(listening)));
        // Closed before DynamoDB, since it waits for a start that is not over yet.
        parts.add(() -> awaited(dynamoDb));
        return dynamoDb;
    }

    private @Nullable SimulatedGraph graph() throws IOException {
        if (endpoints.containsKey(LocalService.GRAPH)) {
            return null;
        }
        SimulatedGraph graph = parts.add(Ports.bind(
                options.graphPort(),
                "simulated Meta",
                port -> SimulatedGraph.start(port, options.time().clock(), options.reviewDelay())));
        graph.messages().outbox().listen(new MessagePrinter(options.printer()));
        endpoints.put(LocalService.GRAPH, graph.uri());
        return graph;
    }

    private LocalEventBridge eventBridge() throws IOException {
        LocalEventBridge eventBridge = parts.add(LocalEventBridge.start(new EventPrinter(options.printer())));
        endpoints.put(LocalService.EVENT_BRIDGE, eventBridge.endpoint());
        return eventBridge;
    }

    private LocalSns sns() throws IOException {
        LocalSns sns = parts.add(LocalSns.start());
        endpoints.put(LocalService.SNS, sns.endpoint());
        return sns;
    }

    private Template template(URI api) {
        Map<String, String> parameters = new HashMap<>(options.parameters());
        parameters.put("GraphUrl", toldEndpoint(LocalService.GRAPH).toString());
        return Template.read(options.root().resolve("template.yaml"), parameters, new Surroundings(api));
    }

    private LocalStepFunctions stepFunctions(Template template) throws IOException, InvalidDefinition {
        Map<String, TaskResource> resources =
                new HashMap<>(DynamoDbTask.all(toldEndpoint(LocalService.DYNAMODB), WORKFLOW));
        resources.put(LambdaTask.ARN, new LambdaTask(this::invoke));
        AtomicReference<LocalStepFunctions> started = new AtomicReference<>();
        WorkflowPrinter printer = new WorkflowPrinter(
                options.printer(),
                name -> Optional.ofNullable(started.get()).flatMap(running -> running.execution(name)));
        Engine engine = new Engine(options.time().clock(), options.time().timer(), options.jitter(), printer);
        LocalStepFunctions stepFunctions = parts.add(LocalStepFunctions.start(resources, engine, keys));
        started.set(stepFunctions);
        endpoints.put(LocalService.STEP_FUNCTIONS, stepFunctions.endpoint());
        for (StateMachineDefinition machine : template.stateMachines()) {
            stepFunctions.register(machine.name(), machine.definition(), machine.keyArn());
        }
        return stepFunctions;
    }

    private byte[] invoke(String arn, byte[] payload) throws FunctionError, InterruptedException {
        LocalFunction function = functions.get(arn.substring(arn.lastIndexOf(':') + 1));
        if (function == null) {
            throw FunctionError.ofService("Lambda.ResourceNotFoundException", "Function not found: " + arn);
        }
        FunctionResult result = function.request(payload);
        if (result.functionError() != null) {
            throw FunctionError.ofFunction(result.payload());
        }
        return result.payload();
    }

    private void load(FunctionDefinition definition) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "AWS_REGION",
                Surroundings.REGION,
                "AWS_ACCESS_KEY_ID",
                ACCESS_KEY_ID,
                "AWS_SECRET_ACCESS_KEY",
                SECRET_ACCESS_KEY,
                // Every request then tells whose it is, as those of a role do in AWS.
                "AWS_SESSION_TOKEN",
                definition.logicalId()));
        ENDPOINTS.forEach((service, name) ->
                variables.put("AWS_ENDPOINT_URL_" + name, toldEndpoint(service).toString()));
        functions.put(
                definition.logicalId(),
                Clock.simulated(
                        options.time().clock(),
                        () -> LocalFunction.load(definition, variables, options.log(), threads)));
    }

    private EventSource eventSource(StreamMapping mapping) {
        return EventSource.start(
                mapping,
                Objects.requireNonNull(functions.get(mapping.function()))::request,
                Tables.streamArn(endpoint(LocalService.DYNAMODB), mapping.table()),
                toldEndpoint(LocalService.DYNAMODB),
                StaticCredentialsProvider.create(
                        AwsSessionCredentials.create(ACCESS_KEY_ID, SECRET_ACCESS_KEY, mapping.function())));
    }

    private Map<HttpRoute, Integration> routes(Template template) {
        Map<HttpRoute, Integration> routes = new HashMap<>();
        for (FunctionDefinition definition : template.functions()) {
            LocalFunction function = functions.get(definition.logicalId());
            for (HttpRoute route : definition.routes()) {
                if (function != null) {
                    routes.put(route, function::request);
                }
            }
        }
        return routes;
    }

    private URI endpoint(LocalService service) {
        URI endpoint = endpoints.get(service);
        if (endpoint == null) {
            throw new IllegalStateException(service + " has not started");
        }
        return endpoint;
    }

    private URI toldEndpoint(LocalService service) {
        return options.rewritten(service, endpoint(service));
    }

    /** The value, or the failure of the thread that was to make it. */
    private static <T> T awaited(Future<T> future) throws InterruptedException, IOException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw cause instanceof IOException checked ? checked : new IOException(cause);
        }
    }
}
