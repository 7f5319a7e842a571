package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.mfasender.local.runtime.FunctionProcess;
import org.mfasender.local.runtime.ManagedRuntime;
import org.mfasender.local.runtime.RuntimeApi;
import org.mfasender.local.runtime.RuntimeApi.Report;
import org.mfasender.local.template.FunctionDefinition;

/** A function as it is deployed, in a JVM of its own for each event. */
final class ZippedFunction {

    private final FunctionDefinition definition;
    private final ManagedRuntime runtime;
    private final Path taskRoot;

    /**
     * A function of an archive.
     *
     * @param taskRoot where the archive is unpacked
     */
    ZippedFunction(FunctionDefinition definition, ManagedRuntime runtime, Path taskRoot) {
        this.definition = definition;
        this.runtime = runtime;
        this.taskRoot = taskRoot;
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
        try (RuntimeApi api = new RuntimeApi(definition, call -> {});
                FunctionProcess process =
                        FunctionProcess.start(definition, runtime, taskRoot, environment, api, output)) {
            Report report = process.invoke(SenderApi.JSON.writeValueAsBytes(event));
            assertThat(report.isAnswer())
                    .as("%s: %s%n%s", report.call(), report.body(), process.log())
                    .isTrue();
            return SenderApi.JSON.readTree(report.body());
        }
    }
}
