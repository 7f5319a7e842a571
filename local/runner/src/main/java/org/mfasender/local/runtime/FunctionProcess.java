package org.mfasender.local.runtime;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.mfasender.local.runtime.RuntimeApi.Report;
import org.mfasender.local.template.FunctionDefinition;

/** A function in a JVM of its own that knows no other classes than it has on Lambda. */
public final class FunctionProcess implements AutoCloseable {

    /** What a JVM needs to start on a busy machine, beside the function's own time. */
    private static final Duration START = Duration.ofSeconds(60);

    private final FunctionDefinition definition;
    private final Path output;
    private final RuntimeApi api;
    private final Process process;

    private FunctionProcess(FunctionDefinition definition, Path output, RuntimeApi api, Process process) {
        this.definition = definition;
        this.output = output;
        this.api = api;
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param taskRoot where the archive is unpacked
     * @param environment the function's variables
     * @param output takes the function's log, after what it has already
     * @throws IOException when there is no such program
     */
    public static FunctionProcess start(
            FunctionDefinition definition,
            ManagedRuntime runtime,
            Path taskRoot,
            Map<String, String> environment,
            RuntimeApi api,
            Path output)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(runtime.command(definition.handler()))
                .directory(taskRoot.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(output.toFile()));
        Map<String, String> variables = builder.environment();
        variables.clear();
        variables.putAll(environment);
        variables.putAll(runtime.variables());
        variables.put("AWS_LAMBDA_RUNTIME_API", api.address());
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(ManagedRuntime.MEGABYTES));
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        variables.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + definition.logicalId());
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "2026/01/01/[$LATEST]0");
        variables.put("LAMBDA_TASK_ROOT", taskRoot.toString());
        variables.put("_HANDLER", definition.handler());
        return new FunctionProcess(definition, output, api, builder.start());
    }

    /** The process, of which the observer of the Runtime API can ask what it has used. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /**
     * Lets it answer an event, or report an error.
     *
     * @param event JSON
     * @throws IOException when it ends before, or takes longer than it may; the message has its log
     */
    public Report invoke(byte[] event) throws IOException, InterruptedException {
        CompletableFuture<Report> ended = process.onExit().thenApply(exited -> {
            throw new IllegalStateException("The JVM ended with " + exited.exitValue());
        });
        Duration patience = definition.timeout().plus(START);
        try {
            return (Report)
                    CompletableFuture.anyOf(api.invoke(event), ended).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(definition.logicalId() + " did not answer: " + e + System.lineSeparator() + log(), e);
        }
    }

    /** What it has written until now. */
    public String log() throws IOException {
        return Files.readString(output);
    }

    /** Ends it as Lambda does, and waits until it has written what it writes at its end. */
    public void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    /** Ends it at once. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
