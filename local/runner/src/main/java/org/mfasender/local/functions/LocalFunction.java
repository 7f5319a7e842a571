package org.mfasender.local.functions;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.mfasender.local.template.FunctionDefinition;

/** One function of the template with one instance of its handler, which is called concurrently. */
public final class LocalFunction {
    /** Lambda's limit in bytes, as its error message states it. */
    private static final int LARGEST_ANSWER = 6_291_556;

    /** <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Quota</a> of a request in bytes. */
    private static final int LARGEST_REQUEST = 6 * 1024 * 1024;

    /** Quota of all variables of a function in bytes, on the same page. */
    private static final int LARGEST_ENVIRONMENT = 4096;

    private final FunctionDefinition definition;
    private final Map<String, String> environment;
    private final RequestStreamHandler handler;
    private final FunctionLog log;
    private final ExecutorService threads;

    private LocalFunction(
            FunctionDefinition definition,
            Map<String, String> environment,
            RequestStreamHandler handler,
            FunctionLog log,
            ExecutorService threads) {
        this.definition = definition;
        this.environment = environment;
        this.handler = handler;
        this.log = log;
        this.threads = threads;
    }

    /**
     * Constructs the handler.
     *
     * @param surroundings variables that Lambda sets beside those of the template
     * @param threads run the invocations
     * @throws IllegalArgumentException when Lambda could not use the handler either; the message says why
     */
    public static LocalFunction load(
            FunctionDefinition definition, Map<String, String> surroundings, FunctionLog log, ExecutorService threads) {
        requireSmall(definition);
        Map<String, String> environment = new HashMap<>(surroundings);
        environment.putAll(definition.environment());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", definition.logicalId());
        Map<String, String> variables = Map.copyOf(environment);
        return new LocalFunction(definition, variables, HandlerLoader.load(definition, variables), log, threads);
    }

    private static void requireSmall(FunctionDefinition definition) {
        int bytes = definition.environment().entrySet().stream()
                .mapToInt(variable -> bytes(variable.getKey()) + bytes(variable.getValue()))
                .sum();
        if (bytes > LARGEST_ENVIRONMENT) {
            throw new IllegalArgumentException("The variables of " + definition.logicalId() + " have " + bytes
                    + " bytes; Lambda takes " + LARGEST_ENVIRONMENT);
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The function as the template defines it. */
    public FunctionDefinition definition() {
        return definition;
    }

    /** All variables that its constructor was given. */
    public Map<String, String> environment() {
        return environment;
    }

    /**
     * Calls the handler as {@link #invoke} does, for a caller of Lambda's API.
     *
     * @throws PayloadTooLargeException when Lambda would not take the request
     */
    public FunctionResult request(byte[] payload) throws InterruptedException {
        if (payload.length > LARGEST_REQUEST) {
            throw new PayloadTooLargeException(LARGEST_REQUEST);
        }
        return invoke(payload);
    }

    /**
     * Calls the handler and waits for its answer, at most as long as the template allows. A handler that takes longer is interrupted.
     *
     * @param payload JSON
     * @throws InterruptedException when the caller is interrupted; the handler is, too
     */
    public FunctionResult invoke(byte[] payload) throws InterruptedException {
        LocalContext context = new LocalContext(definition, log);
        Future<byte[]> answer = threads.submit(() -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            StandardOutput.collect(
                    line -> context.getLogger().log(line),
                    () -> handler.handleRequest(new ByteArrayInputStream(payload), out, context));
            return out.toByteArray();
        });
        try {
            byte[] answered = answer.get(definition.timeout().toNanos(), TimeUnit.NANOSECONDS);
            return answered.length > LARGEST_ANSWER
                    ? logged(context, ErrorPayload.tooLarge(LARGEST_ANSWER))
                    : new FunctionResult(answered, null);
        } catch (ExecutionException e) {
            return logged(context, ErrorPayload.of(e.getCause() == null ? e : e.getCause()));
        } catch (TimeoutException e) {
            return logged(context, ErrorPayload.timedOut(context.getAwsRequestId(), definition.timeout()));
        } finally {
            answer.cancel(true);
        }
    }

    /** Lambda writes every error into the function's log. */
    private static FunctionResult logged(LocalContext context, FunctionResult error) {
        context.getLogger().log(error.payload());
        return error;
    }
}
