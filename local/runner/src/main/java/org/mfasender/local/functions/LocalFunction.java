package org.mfasender.local.functions;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
        Map<String, String> environment = new HashMap<>(surroundings);
        environment.putAll(definition.environment());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", definition.logicalId());
        Map<String, String> variables = Map.copyOf(environment);
        return new LocalFunction(definition, variables, HandlerLoader.load(definition, variables), log, threads);
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
