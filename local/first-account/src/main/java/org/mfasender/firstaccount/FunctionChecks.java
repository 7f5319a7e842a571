package org.mfasender.firstaccount;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/** The functions as Lambda has them, and those that no route reaches. */
final class FunctionChecks {
    private static final String LAMBDA = "https://docs.aws.amazon.com/lambda/latest/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LEAST_CONCURRENCY = 100;

    private final Stack stack;
    private final LambdaClient lambda;
    private final Examination examination;

    FunctionChecks(Stack stack, LambdaClient lambda, Examination examination) {
        this.stack = stack;
        this.lambda = lambda;
        this.examination = examination;
    }

    void run() throws InterruptedException {
        examination.ask(
                new Question(
                        "Each function is active, with its own log group",
                        "lambda:GetFunctionConfiguration of each function",
                        "State Active, last update Successful, runtime java25, tracing Active, JSON to the stack's log group",
                        LAMBDA + "dg/functions-states.html"),
                this::configurations);
        examination.ask(
                new Question(
                        "The alias live has the function's configuration",
                        "lambda:GetFunctionConfiguration of send and of its alias live",
                        "A version with the same code, memory and variables: a changed VersionDescription replaces it",
                        "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/"
                                + "automating-updates-to-serverless-apps.html"),
                this::alias);
        examination.ask(
                new Question(
                        "apply and publish read the stream of messages",
                        "lambda:ListEventSourceMappings of apply and publish",
                        "A mapping each of one stream, both Enabled, no problem reported: so their roles may read and decrypt the stream",
                        LAMBDA + "api/API_CreateEventSourceMapping.html"),
                () -> mappings("ApplyFunction", "PublishFunction"));
        examination.ask(
                new Question(
                        "announce reads the stream of accounts",
                        "lambda:ListEventSourceMappings of announce",
                        "A mapping, Enabled, no problem reported: so its role may read and decrypt the stream",
                        LAMBDA + "api/API_CreateEventSourceMapping.html"),
                () -> mappings("AnnounceFunction"));
        examination.ask(
                new Question(
                        "Lambda assumes a role whose trust policy names aws:SourceAccount",
                        "lambda:Invoke of apply with no records",
                        "{\"batchItemFailures\":[]}",
                        "docs/decisions/0042-a-role-for-each-function.md"),
                () -> invoked(
                        "ApplyFunction",
                        "{\"Records\":[]}",
                        answer -> answer.path("batchItemFailures").isArray()
                                && answer.path("batchItemFailures").isEmpty()));
        examination.ask(
                new Question(
                        "The account leaves enough concurrency",
                        "lambda:GetAccountSettings",
                        "At least " + LEAST_CONCURRENCY + " unreserved concurrent executions; new accounts have fewer",
                        LAMBDA + "dg/gettingstarted-limits.html"),
                () -> {
                    int unreserved = lambda.getAccountSettings().accountLimit().unreservedConcurrentExecutions();
                    return Observation.of(unreserved >= LEAST_CONCURRENCY, unreserved + " unreserved");
                });
    }

    /** Starts the health checks that are due, as the schedule does every minute; completes what functions have left half done, if they have. */
    void watchAndSweep() throws InterruptedException {
        examination.ask(
                new Question(
                        "watch has the rights that it needs",
                        "lambda:Invoke of watch with {}",
                        "No error: it may query the index of the table, and start checks",
                        "docs/operate.md"),
                () -> invoked("WatchFunction", "{}", answer -> true));
        examination.ask(
                new Question(
                        "sweep has the rights that it needs",
                        "lambda:Invoke of sweep with {}",
                        "Counts without failures",
                        "docs/operate.md"),
                () -> invoked("SweepFunction", "{}", answer -> answer.isObject() && !answer.has("failures")));
    }

    private Observation configurations() {
        List<String> differences = new ArrayList<>();
        List<StackResourceSummary> functions = stack.ofType("AWS::Lambda::Function");
        for (StackResourceSummary resource : functions) {
            GetFunctionConfigurationResponse function =
                    lambda.getFunctionConfiguration(request -> request.functionName(resource.physicalResourceId()));
            String seen = String.join(
                    " ",
                    function.stateAsString(),
                    function.lastUpdateStatusAsString(),
                    function.runtimeAsString(),
                    function.tracingConfig().modeAsString(),
                    function.loggingConfig().logFormatAsString());
            boolean logs = stack.ofType("AWS::Logs::LogGroup").stream()
                    .anyMatch(group -> group.physicalResourceId()
                            .equals(function.loggingConfig().logGroup()));
            if (!seen.equals("Active Successful java25 Active JSON") || !logs) {
                differences.add(resource.logicalResourceId() + ": " + seen + (logs ? "" : ", another log group"));
            }
        }
        return Observation.of(
                differences.isEmpty() && !functions.isEmpty(), functions.size() + " functions; " + differences);
    }

    private Observation alias() {
        String name = stack.physicalId("SendFunction");
        GetFunctionConfigurationResponse latest =
                lambda.getFunctionConfiguration(request -> request.functionName(name));
        GetFunctionConfigurationResponse live = lambda.getFunctionConfiguration(
                request -> request.functionName(name).qualifier("live"));
        List<String> differences = new ArrayList<>();
        if (!Objects.equals(latest.codeSha256(), live.codeSha256())) {
            differences.add("code");
        }
        if (!Objects.equals(latest.memorySize(), live.memorySize())) {
            differences.add("memory");
        }
        Map<String, String> before = live.environment().variables();
        Map<String, String> now = latest.environment().variables();
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        names.removeIf(variable -> Objects.equals(before.get(variable), now.get(variable)));
        differences.addAll(names);
        return Observation.of(
                differences.isEmpty() && live.version().matches("\\d+"),
                "Version " + live.version() + "; differs in " + differences);
    }

    private Observation mappings(String... functions) {
        Map<String, List<EventSourceMappingConfiguration>> mappings = new TreeMap<>();
        for (String function : functions) {
            mappings.put(
                    function,
                    lambda.listEventSourceMappings(request -> request.functionName(stack.physicalId(function)))
                            .eventSourceMappings());
        }
        List<EventSourceMappingConfiguration> all =
                mappings.values().stream().flatMap(List::stream).toList();
        boolean healthy = all.stream()
                .allMatch(mapping -> mapping.state().equals("Enabled")
                        && List.of("OK", "No records processed").contains(mapping.lastProcessingResult()));
        long streams = all.stream()
                .map(EventSourceMappingConfiguration::eventSourceArn)
                .distinct()
                .count();
        List<String> seen = new ArrayList<>();
        mappings.forEach((function, own) -> seen.add(function + " "
                + own.stream()
                        .map(mapping -> mapping.state() + ", " + mapping.lastProcessingResult())
                        .toList()));
        return Observation.of(
                healthy && streams == 1 && mappings.values().stream().allMatch(own -> own.size() == 1),
                String.join("; ", seen));
    }

    private Observation invoked(String logicalId, String payload, Predicate<JsonNode> expected) throws IOException {
        try {
            InvokeResponse answer = lambda.invoke(request ->
                    request.functionName(stack.physicalId(logicalId)).payload(SdkBytes.fromUtf8String(payload)));
            JsonNode body = JSON.readTree(answer.payload().asByteArray());
            boolean failed = answer.functionError() != null;
            return Observation.of(!failed && expected.test(body), (failed ? "It failed: " : "") + Shape.of(body));
        } catch (LambdaException e) {
            // Lambda answers this as it answers a caller who may not invoke.
            if (String.valueOf(e.getMessage()).contains("cannot be assumed by Lambda")) {
                return new Observation(Verdict.DIFFERENT, "Lambda cannot assume the role");
            }
            throw e;
        }
    }
}
