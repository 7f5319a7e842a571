package org.mfasender.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mfasender.local.runtime.FunctionProcess;
import org.mfasender.local.runtime.ManagedRuntime;
import org.mfasender.local.runtime.RuntimeApi;
import org.mfasender.local.runtime.RuntimeApi.Report;
import org.mfasender.local.template.FunctionDefinition;

/** Functions start with the AOT cache of the archive, and without it when it is not for them. */
class AotCacheIT {

    private static final Path ROOT =
            Path.of(System.getProperty("project.root", "../..")).toAbsolutePath();

    private static DeployedSystem system;
    private static ManagedRuntime runtime;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void train() throws Exception {
        system = DeployedSystem.start(ROOT);
        runtime = AotTraining.train(system);
    }

    @AfterAll
    static void stop() throws IOException {
        system.close();
    }

    @Test
    void everyFunctionAnswersWithTheOneCache() throws Exception {
        AccountLife account = system.newAccount();
        List<String> answered = new ArrayList<>();
        for (FunctionDefinition function : system.functions()) {
            account.call(function, event -> {
                assertThat(start(function, event)).doesNotContain("AotCacheUnused", "[aot]");
                answered.add(function.logicalId());
            });
        }
        assertThat(answered).hasSameSizeAs(system.functions());
    }

    @Test
    void theArchiveWithItsCacheIsSmallEnoughForLambda() throws IOException {
        try (var files = Files.walk(system.taskRoot())) {
            // Lambda takes 250 MB, unzipped: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
            assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isLessThan(200_000_000);
        }
    }

    @Test
    void withoutACacheFunctionsStartAsWithoutTheWrapper() throws Exception {
        changed("aot/functions.aot", Files::delete, "MISSING");
        changed("aot/functions.aot", cache -> Files.write(cache, new byte[0]), "MISSING");
    }

    @Test
    void aCacheOfAnotherJdkIsNotGivenToTheJvm() throws Exception {
        changed("aot/release", release -> Files.writeString(release, "JAVA_VERSION=\"25.0.99\"\n"), "OTHER_JDK");
        changed("aot/release", Files::delete, "OTHER_JDK");
    }

    @Test
    void theJvmRejectsACacheThatSaysItIsOfAnotherBuild() throws Exception {
        changed(
                "aot/functions.aot",
                cache -> overwrite(cache, 610, "99.9.9".getBytes(StandardCharsets.UTF_8)),
                "REJECTED");
    }

    @Test
    void theJvmRejectsADamagedCache() throws Exception {
        changed("aot/functions.aot", cache -> Files.writeString(cache, "This is no cache."), "REJECTED");
        changed("aot/functions.aot", cache -> overwrite(cache, 20_000_000, new byte[100_000]), "REJECTED");
        changed("aot/functions.aot", AotCacheIT::cutInHalf, "REJECTED");
    }

    @Test
    void aCacheOfOtherLibrariesIsNotGivenToTheJvm() throws Exception {
        String ours = ours();
        changed(ours, jar -> Files.write(jar, new byte[] {0}, StandardOpenOption.APPEND), "OTHER_LIBRARIES");
        // The time in the header of an entry, which nobody reads: the jar is as large as before.
        changed(ours, jar -> overwrite(jar, 10, new byte[] {1, 1}), "OTHER_LIBRARIES");
        changed("aot/classpath", Files::delete, "OTHER_LIBRARIES");
        changed("aot/libraries", Files::delete, "OTHER_LIBRARIES");
    }

    /** Since 25.0.4, the JVM rejects the cache of a jar with another time; before, it checks the libraries or not (JDK-8377932). */
    @Test
    void aFunctionWhoseLibrariesHaveAnotherTimeStarts() throws Exception {
        assertThat(startAfter(ours(), jar -> Files.setLastModifiedTime(jar, FileTime.from(Instant.now()))))
                .doesNotContain("OTHER_LIBRARIES", "MISSING", "OTHER_JDK")
                .contains("\"outcome\":\"SUCCEEDED\"");
    }

    private static String ours() throws IOException {
        return Files.readAllLines(system.taskRoot().resolve("aot/classpath")).stream()
                .filter(jar -> jar.startsWith("lib/functions-"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aWrapperThatIsNotExecutableStartsNothingAsOnLambda() throws Exception {
        Path wrapper = Files.writeString(temporary.resolve("start"), "");
        assertThatThrownBy(() -> start(sweep(), event(sweep()), system.runtime().withWrapper(wrapper)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not an executable");
    }

    private interface Change {
        void of(Path file) throws IOException;
    }

    /** Changes a file for one start, which succeeds, and says why the cache was not used. */
    private void changed(String name, Change change, String cause) throws Exception {
        assertThat(startAfter(name, change)).contains("\"AotCacheUnused\"").contains("\"Cause\":\"" + cause + "\"");
    }

    /** Changes a file for one start, and returns its log. */
    private String startAfter(String name, Change change) throws Exception {
        Path file = system.taskRoot().resolve(name);
        Path original = Files.copy(file, temporary.resolve("original"), StandardCopyOption.COPY_ATTRIBUTES);
        try {
            change.of(file);
            return start(sweep(), event(sweep()));
        } finally {
            Files.move(original, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void overwrite(Path file, long position, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), position);
        }
    }

    private static void cutInHalf(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
    }

    private static FunctionDefinition sweep() {
        return system.functions().stream()
                .filter(function -> function.logicalId().equals("SweepFunction"))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] event(FunctionDefinition function) throws Exception {
        List<byte[]> events = new ArrayList<>();
        system.newAccount().call(function, events::add);
        return events.getFirst();
    }

    private String start(FunctionDefinition function, byte[] event) throws IOException, InterruptedException {
        return start(function, event, runtime);
    }

    /** Starts a function, lets it answer, and returns its log. */
    private String start(FunctionDefinition function, byte[] event, ManagedRuntime with)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile(temporary, "function", ".log");
        Map<String, String> variables = new HashMap<>(system.variables(function));
        try (RuntimeApi api = new RuntimeApi(function, call -> {});
                FunctionProcess process =
                        FunctionProcess.start(function, with, system.taskRoot(), variables, api, log)) {
            Report report = process.invoke(event);
            assertThat(report.isAnswer()).as("%s%n%s", report, process.log()).isTrue();
            return process.log();
        }
    }
}
