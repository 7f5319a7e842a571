package org.mfasender.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mfasender.local.runtime.FunctionProcess;
import org.mfasender.local.runtime.ManagedRuntime;
import org.mfasender.local.runtime.RuntimeApi;
import org.mfasender.local.runtime.RuntimeApi.Report;
import org.mfasender.local.runtime.TaskRoot;
import org.mfasender.local.runtime.TrainingHandler;
import org.mfasender.local.template.FunctionDefinition;

/**
 * Makes the AOT cache of an archive: one JVM starts every function and lets it answer its example. What they load is linked ahead of time
 * (JEP 483), and what they call often is known from the start (JEP 515).
 *
 * @see <a href="https://openjdk.org/jeps/514">JEP 514: AOT command line</a>
 */
final class AotTraining {
    /** What an archive needs of it, beside {@code aot/start}. */
    static final List<String> FILES = List.of("aot/functions.aot", "aot/classpath", "aot/libraries", "aot/release");

    private AotTraining() {}

    /**
     * Writes the cache beside {@code aot/start}, with what that needs: the class path, and which libraries and JDK the cache is for.
     *
     * @return how functions are started with it
     * @throws IOException when a function answers with an error, or there is no cache
     */
    static ManagedRuntime train(DeployedSystem system) throws IOException, InterruptedException {
        Path taskRoot = system.taskRoot();
        Path folder = taskRoot.resolve("aot");
        Path cache = folder.resolve("functions.aot");
        Files.write(
                folder.resolve("classpath"),
                TaskRoot.jars(taskRoot).stream()
                        .map(jar -> taskRoot.relativize(jar).toString())
                        .toList());
        ManagedRuntime runtime = system.runtime().withWrapper(folder.resolve("start"));
        Path log = system.log("training");
        run(system, runtime, cache, log);
        if (!Files.exists(cache)) {
            throw new IOException("There is no cache: " + Files.readString(log));
        }
        return runtime;
    }

    private static void run(DeployedSystem system, ManagedRuntime runtime, Path cache, Path log)
            throws IOException, InterruptedException {
        Map<String, String> variables = new HashMap<>();
        for (FunctionDefinition function : system.functions()) {
            variables.putAll(system.variables(function));
        }
        variables.put("AOT_CACHE_OUTPUT", cache.toString());
        FunctionDefinition any = system.functions().getFirst();
        FunctionDefinition training = new FunctionDefinition(
                "Training",
                any.code(),
                TrainingHandler.class.getName() + "::handleRequest",
                any.timeout(),
                Map.of(),
                List.of());
        Path classes = system.taskRootOf(List.of(TrainingHandler.class), system.taskRoot());
        try (RuntimeApi api = new RuntimeApi(training, call -> {});
                FunctionProcess process = FunctionProcess.start(training, runtime, classes, variables, api, log)) {
            AccountLife account = system.newAccount();
            for (FunctionDefinition function : system.functions()) {
                account.call(function, event -> {
                    Report report = process.invoke(request(function.handler(), event));
                    if (!report.isAnswer()) {
                        throw new IOException(function.logicalId() + ": " + report);
                    }
                });
            }
            process.stop();
        }
    }

    private static byte[] request(String handler, byte[] event) {
        byte[] name = (handler + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] request = Arrays.copyOf(name, name.length + event.length);
        System.arraycopy(event, 0, request, name.length, event.length);
        return request;
    }
}
