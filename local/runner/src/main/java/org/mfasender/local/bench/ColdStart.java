package org.mfasender.local.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mfasender.local.runtime.FunctionProcess;
import org.mfasender.local.runtime.ManagedRuntime;
import org.mfasender.local.runtime.RuntimeApi;
import org.mfasender.local.runtime.RuntimeApi.Report;
import org.mfasender.local.template.FunctionDefinition;

/**
 * One start of a function, and its first answer.
 *
 * @param init from the start of the process until the runtime asks for an event
 * @param first from there until it reports the answer
 * @param peakBytes the most memory that it has occupied
 * @param classes that it has loaded
 * @param status of the answer, if it is one for the HTTP API
 */
public record ColdStart(Use init, Use first, long peakBytes, int classes, OptionalInt status) {

    private static final Pattern STATUS = Pattern.compile("\\{\"statusCode\":(\\d+).*", Pattern.DOTALL);

    /** Time on the clock and of the processor. */
    public record Use(Duration wall, Duration cpu) {
        Use minus(Use before) {
            return new Use(wall.minus(before.wall), cpu.minus(before.cpu));
        }
    }

    /** What is started: a handler with its files and its variables. */
    public record Subject(FunctionDefinition function, Path taskRoot, Map<String, String> environment) {}

    /** Processor time until the answer. */
    public Duration cpu() {
        return init.cpu.plus(first.cpu);
    }

    /** Time on the clock until the answer. */
    public Duration wall() {
        return init.wall.plus(first.wall);
    }

    /**
     * Starts it and lets it answer.
     *
     * @throws IOException when it reports an error instead
     */
    public static ColdStart measure(Subject subject, byte[] event, ManagedRuntime runtime, Path log)
            throws IOException, InterruptedException {
        CompletableFuture<ProcessHandle> process = new CompletableFuture<>();
        CompletableFuture<Use> asked = new CompletableFuture<>();
        CompletableFuture<Use> answered = new CompletableFuture<>();
        long begin = System.nanoTime();
        try (RuntimeApi api = new RuntimeApi(subject.function, call -> {
                    // The runtime waits meanwhile, so that what is read belongs to this moment.
                    Use use = new Use(Duration.ofNanos(System.nanoTime() - begin), ProcessUse.cpu(process.join()));
                    if (!asked.complete(use)) {
                        answered.complete(use);
                    }
                });
                FunctionProcess started = FunctionProcess.start(
                        subject.function, runtime, subject.taskRoot, subject.environment, api, log)) {
            process.complete(started.handle());
            Report report = started.invoke(event);
            if (!report.isAnswer()) {
                throw new IOException(subject.function.logicalId() + ": " + report + started.log());
            }
            return new ColdStart(
                    asked.join(),
                    answered.join().minus(asked.join()),
                    ProcessUse.memory(started.handle(), "VmHWM").orElse(0),
                    ProcessUse.loadedClasses(started.handle()),
                    status(report.body()));
        }
    }

    private static OptionalInt status(String answer) {
        Matcher http = STATUS.matcher(answer);
        return http.matches() ? OptionalInt.of(Integer.parseInt(http.group(1))) : OptionalInt.empty();
    }
}
