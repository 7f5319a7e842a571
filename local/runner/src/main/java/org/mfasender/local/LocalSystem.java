package org.mfasender.local;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.aws.LocalEventBridge;
import org.mfasender.local.aws.LocalKeys;
import org.mfasender.local.aws.LocalSns;
import org.mfasender.local.aws.LocalStepFunctions;
import org.mfasender.local.functions.FunctionResult;
import org.mfasender.local.functions.LocalFunction;
import org.mfasender.local.graph.SimulatedGraph;
import org.mfasender.local.http.HttpFront;
import org.mfasender.local.template.Template;

/**
 * The whole system in this JVM, made of template.yaml and its state machine: HTTP API, functions, workflow, DynamoDB, Secrets Manager and
 * a simulated Graph API, all on loopback and in memory.
 */
public final class LocalSystem implements AutoCloseable {
    private final Parts parts;
    private final Template template;
    private final HttpFront front;
    private final InetSocketAddress services;
    private final LocalKeys keys;
    private final @Nullable LocalStepFunctions stepFunctions;
    private final @Nullable LocalEventBridge eventBridge;
    private final @Nullable LocalSns sns;
    private final @Nullable SimulatedGraph graph;
    private final Map<String, LocalFunction> functions;
    private final Map<LocalService, URI> endpoints;

    LocalSystem(
            Parts parts,
            Template template,
            HttpFront front,
            InetSocketAddress services,
            LocalKeys keys,
            @Nullable LocalStepFunctions stepFunctions,
            @Nullable LocalEventBridge eventBridge,
            @Nullable LocalSns sns,
            @Nullable SimulatedGraph graph,
            Map<String, LocalFunction> functions,
            Map<LocalService, URI> endpoints) {
        this.parts = parts;
        this.template = template;
        this.front = front;
        this.services = services;
        this.keys = keys;
        this.stepFunctions = stepFunctions;
        this.eventBridge = eventBridge;
        this.sns = sns;
        this.graph = graph;
        this.functions = Map.copyOf(functions);
        this.endpoints = Map.copyOf(endpoints);
    }

    /**
     * Starts everything and returns when requests are answered; takes a few seconds.
     *
     * @throws LocalStartException when a port is taken, the template is not understood or a handler cannot be constructed
     */
    public static LocalSystem start(LocalOptions options) {
        return new Startup(options).run();
    }

    /** Base address of the HTTP API, without a trailing slash. */
    public URI httpUri() {
        return front.uri();
    }

    /**
     * The simulated Meta.
     *
     * @throws IllegalStateException when the system talks to another Graph API
     */
    public SimulatedGraph graph() {
        if (graph == null) {
            throw new IllegalStateException("This system talks to " + endpoint(LocalService.GRAPH));
        }
        return graph;
    }

    /** The service's own address, which is not the one that functions get where that is rewritten. */
    public URI endpoint(LocalService service) {
        return Objects.requireNonNull(endpoints.get(service));
    }

    /** Where all services listen together, for containers and the AWS CLI. */
    public InetSocketAddress services() {
        return services;
    }

    /** The KMS keys of the services that run here. */
    public LocalKeys keys() {
        return keys;
    }

    /**
     * The workflow engine with its executions and their histories.
     *
     * @throws IllegalStateException when Step Functions runs elsewhere
     */
    public LocalStepFunctions stepFunctions() {
        if (stepFunctions == null) {
            throw new IllegalStateException("The workflow runs at " + endpoint(LocalService.STEP_FUNCTIONS));
        }
        return stepFunctions;
    }

    /**
     * The bus with what was published.
     *
     * @throws IllegalStateException when EventBridge runs elsewhere
     */
    public LocalEventBridge eventBridge() {
        if (eventBridge == null) {
            throw new IllegalStateException("Events are published at " + endpoint(LocalService.EVENT_BRIDGE));
        }
        return eventBridge;
    }

    /**
     * What was sent by SMS.
     *
     * @throws IllegalStateException when SNS runs elsewhere
     */
    public LocalSns sns() {
        if (sns == null) {
            throw new IllegalStateException("SMS are sent at " + endpoint(LocalService.SNS));
        }
        return sns;
    }

    /** ARN of the template's first state machine, which configures senders. */
    public String stateMachineArn() {
        return template.stateMachines().getFirst().arn();
    }

    /** The template with every reference resolved. */
    public Template template() {
        return template;
    }

    /** The variables that the function's constructor was given. */
    public Map<String, String> environment(String functionLogicalId) {
        return function(functionLogicalId).environment();
    }

    /** Calls a function as Lambda's Invoke does; the payload is JSON. */
    public FunctionResult invoke(String functionLogicalId, byte[] payload) throws InterruptedException {
        return function(functionLogicalId).invoke(payload);
    }

    private LocalFunction function(String logicalId) {
        LocalFunction function = functions.get(logicalId);
        if (function == null) {
            throw new IllegalArgumentException("The template has no function " + logicalId);
        }
        return function;
    }

    /** Stops everything; what was stored is gone. */
    @Override
    public void close() {
        front.close();
        if (stepFunctions != null) {
            stepFunctions.close();
        }
        parts.close();
    }
}
