package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.mfasender.local.e2e.RuntimeApi.Report;
import org.mfasender.local.template.FunctionDefinition;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * A function as it is deployed: the archive unpacked, its handler run by Lambda's own runtime interface client in a JVM of its own
 * that knows no other classes.
 */
final class ZippedFunction {

    /** What a JVM needs to start on a busy machine, beside the function's own time. */
    private static final Duration START = Duration.ofSeconds(60);

    private final FunctionDefinition definition;
    private final Path taskRoot;

    /**
     * A function of an archive.
     *
     * @param taskRoot where the archive is unpacked
     */
    ZippedFunction(FunctionDefinition definition, Path taskRoot) {
        this.definition = definition;
        this.taskRoot = taskRoot;
    }

    /** Unpacks an archive into an empty folder, which stands for /var/task. */
    static Path unpack(Path zip, Path taskRoot) throws IOException {
        for (Map.Entry<String, byte[]> entry : files(zip).entrySet()) {
            Path file = taskRoot.resolve(entry.getKey()).normalize();
            assertThat(file).startsWithRaw(taskRoot);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, entry.getValue());
        }
        return taskRoot;
    }

    /** The files of a zip by their names. */
    static Map<String, byte[]> files(Path zip) throws IOException {
        try (InputStream in = Files.newInputStream(zip)) {
            return files(in);
        }
    }

    /** The files of a zip, or of a jar in one, by their names. */
    static Map<String, byte[]> files(InputStream zip) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        ZipInputStream in = new ZipInputStream(zip);
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            if (!entry.isDirectory()) {
                assertThat(files.put(entry.getName(), in.readAllBytes()))
                        .as("a second %s", entry.getName())
                        .isNull();
            }
        }
        return files;
    }

    /** Starts it, lets it answer one event, and ends it. Its log goes to a file beside the folder, after that of earlier events. */
    JsonNode invoke(JsonNode event, Map<String, String> environment) throws IOException, InterruptedException {
        Path output = taskRoot.resolveSibling(definition.logicalId() + ".log");
        try (RuntimeApi api = new RuntimeApi(definition, SenderApi.JSON.writeValueAsBytes(event))) {
            Process process = start(api, environment, output);
            try {
                Report report = await(process, api, output);
                assertThat(report.call())
                        .as(() -> report.body() + System.lineSeparator() + read(output))
                        .isEqualTo("response");
                return SenderApi.JSON.readTree(report.body());
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private Report await(Process process, RuntimeApi api, Path output) throws InterruptedException {
        CompletableFuture<Report> ended = process.onExit().thenApply(exited -> {
            throw new IllegalStateException("The JVM ended with " + exited.exitValue());
        });
        Duration patience = definition.timeout().plus(START);
        try {
            return (Report)
                    CompletableFuture.anyOf(api.report(), ended).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(
                    definition.logicalId() + " did not answer: " + e + System.lineSeparator() + read(output), e);
        }
    }

    private Process start(RuntimeApi api, Map<String, String> environment, Path output) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // As AWS starts its managed Java runtimes.
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-classpath", runtime()));
        command.add(AWSLambda.class.getName());
        command.add(definition.handler());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(taskRoot.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(output.toFile()));
        Map<String, String> variables = builder.environment();
        variables.clear();
        variables.putAll(environment);
        variables.put("AWS_LAMBDA_RUNTIME_API", api.address());
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        variables.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + definition.logicalId());
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "2026/01/01/[$LATEST]0");
        variables.put("LAMBDA_TASK_ROOT", taskRoot.toString());
        variables.put("_HANDLER", definition.handler());
        return builder.start();
    }

    /** The runtime interface client and what it needs: all that Lambda brings. The function's own jars it finds in lib/. */
    private static String runtime() {
        return Stream.of(AWSLambda.class, Context.class, PojoSerializer.class, SdkInternalThreadLocal.class)
                .map(ZippedFunction::jar)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String jar(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "No output: " + e;
        }
    }
}
