package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second build gives the same archive, byte by byte: its two halves are repeated under other circumstances. */
class RepeatedBuildIT {

    private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."))
            .toAbsolutePath()
            .normalize();
    private static final Path FUNCTIONS = Path.of("functions");
    private static final Path COGNITO = Path.of("functions", "cognito");
    private static final List<Path> ARCHIVES =
            List.of(FUNCTIONS.resolve("target/functions.zip"), COGNITO.resolve("target/cognito.zip"));
    private static final long PATIENCE_MINUTES = 10;

    @TempDir
    private Path temporary;

    @Test
    void theCompilerGivesTheSameClassesWhateverTheOrderOfTheFiles() throws IOException {
        Path module = ROOT.resolve(FUNCTIONS);
        List<File> sources = new ArrayList<>(files(module.resolve("src/main/java"), ".java").stream()
                .map(Path::toFile)
                .toList());
        Collections.reverse(sources);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(said, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<String> options = List.of(
                    "-d",
                    temporary.toString(),
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "-proc:none",
                    "-g",
                    "-parameters",
                    "--release",
                    "25");
            boolean done = compiler.getTask(
                            null, manager, said, options, null, manager.getJavaFileObjectsFromFiles(sources))
                    .call();
            assertThat(done).as("%s", said.getDiagnostics()).isTrue();
        }

        Path before = module.resolve("target/classes");
        // Maven's plugin makes those of packages, not the compiler.
        List<Path> classes = files(before, ".class").stream()
                .filter(type -> !type.endsWith("package-info.class"))
                .toList();
        assertThat(classes).hasSizeGreaterThan(50);
        assertThat(files(temporary, ".class")).hasSameSizeAs(classes);
        for (Path type : classes) {
            assertThat(temporary.resolve(before.relativize(type))).hasSameBinaryContentAs(type);
        }
    }

    @Test
    void mavenPacksTheSameArchiveOnAnotherMachine() throws Exception {
        copyOfWhatIsPacked();

        Path output = temporary.resolve("maven.log");
        ProcessBuilder maven = new ProcessBuilder(
                        command(),
                        "-o",
                        "-q",
                        "-pl",
                        COGNITO.toString(),
                        "-am",
                        "package",
                        "-Dmaven.main.skip=true",
                        "-Dmaven.test.skip=true",
                        "-Dspotless.check.skip=true",
                        "-Dmaven.repo.local=" + System.getProperty("maven.repository"))
                .directory(temporary.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        maven.environment().put("TZ", "Pacific/Kiritimati");
        maven.environment().put("LC_ALL", "tr_TR.UTF-8");
        maven.environment()
                .put(
                        "MAVEN_OPTS",
                        "-Duser.timezone=Pacific/Kiritimati -Duser.language=tr -Duser.country=TR -Duser.name=another");
        Process process = maven.start();
        boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).isTrue();
        assertThat(process.exitValue()).as(() -> read(output)).isZero();

        assertThat(ARCHIVES)
                .allSatisfy(archive ->
                        assertThat(temporary.resolve(archive)).hasSameBinaryContentAs(ROOT.resolve(archive)));
    }

    /** Poms, compiled classes, what packs them, the wrapper and the console's sources, in another folder, written in another order at another time. */
    private void copyOfWhatIsPacked() throws IOException {
        List<Path> files = new ArrayList<>();
        files.add(ROOT.resolve("pom.xml"));
        files.add(ROOT.resolve("functions/lambda-zip.xml"));
        files.add(ROOT.resolve("functions/StoredJars.java"));
        files.addAll(files(ROOT.resolve(".mvn"), ""));
        files.addAll(files(ROOT.resolve("functions/src/main/console"), ""));
        files.addAll(files(ROOT.resolve("functions/src/main/lambda"), ""));
        for (Path module : List.of(
                FUNCTIONS,
                COGNITO,
                Path.of("local", "aws"),
                Path.of("local", "copy-accounts"),
                Path.of("local", "first-account"),
                Path.of("local", "graph"),
                Path.of("local", "runner"))) {
            files.add(ROOT.resolve(module).resolve("pom.xml"));
            files.addAll(files(ROOT.resolve(module).resolve("target/classes"), ""));
        }
        Collections.sort(files, Collections.reverseOrder());
        FileTime time = FileTime.from(Instant.parse("2031-07-08T09:10:11Z"));
        for (Path file : files) {
            Path copy = temporary.resolve(ROOT.relativize(file));
            Files.createDirectories(Objects.requireNonNull(copy.getParent()));
            Files.copy(file, copy);
            Files.setLastModifiedTime(copy, time);
        }
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(ending)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(files);
        return files;
    }

    /** The Maven that runs this build. */
    private static String command() {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return Path.of(System.getProperty("maven.home"), "bin", windows ? "mvn.cmd" : "mvn")
                .toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
