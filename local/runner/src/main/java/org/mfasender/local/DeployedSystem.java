package org.mfasender.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http2.config.H2Config;
import org.mfasender.local.bench.SetUpClient;
import org.mfasender.local.bench.TlsFront;
import org.mfasender.local.bench.baseline.EmptyHandler;
import org.mfasender.local.bench.baseline.GetItemHandler;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.runtime.ManagedRuntime;
import org.mfasender.local.runtime.TaskRoot;
import org.mfasender.local.template.FunctionDefinition;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** The local system with its archive unpacked, for functions that run as on Lambda: in processes of their own, and with TLS to every service. */
final class DeployedSystem implements AutoCloseable {
    private final Path root;
    private final LocalSystem system;
    private final Path folder;
    private final TlsFront tls;
    private final Path taskRoot;
    private final ManagedRuntime runtime;

    private DeployedSystem(Path root, LocalSystem system, Path folder, Path taskRoot, ManagedRuntime runtime)
            throws IOException, InterruptedException {
        this.root = root;
        this.runtime = runtime;
        this.system = system;
        this.folder = folder;
        this.tls = TlsFront.create(folder);
        this.taskRoot = TaskRoot.unpack(archive(), taskRoot);
    }

    /** Starts it on the JDK that runs this. */
    static DeployedSystem start(Path root) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("deployed");
        return start(root, folder, folder.resolve("task"), ManagedRuntime.here());
    }

    /** Starts it, with the archive in that folder, for functions that are started so. */
    static DeployedSystem start(Path root, Path taskRoot, ManagedRuntime runtime)
            throws IOException, InterruptedException {
        return start(root, Files.createTempDirectory("deployed"), taskRoot, runtime);
    }

    private static DeployedSystem start(Path root, Path folder, Path taskRoot, ManagedRuntime runtime)
            throws IOException, InterruptedException {
        LocalOptions options = LocalOptions.of(root).withReviewDelay(Duration.ZERO);
        return new DeployedSystem(root, LocalSystem.start(options), folder, taskRoot, runtime);
    }

    LocalSystem system() {
        return system;
    }

    /** What stands for {@code /var/task}. */
    Path taskRoot() {
        return taskRoot;
    }

    /** How its functions are started without anything else. */
    ManagedRuntime runtime() {
        return runtime.withOptions(tls.options());
    }

    /** The functions of the archive. One that has another, with libraries of its own, is not among them. */
    List<FunctionDefinition> functions() {
        return AccountLife.functions(system).stream()
                .filter(function -> function.code().equals(archive()))
                .toList();
    }

    private Path archive() {
        return system.template().functions().getFirst().code();
    }

    /**
     * Sets an account up, in both purposes.
     *
     * @param path of a sender, with a placeholder for the environment
     */
    SimulatedAccount setUp(UUID environment, String path) throws IOException, InterruptedException {
        SimulatedAccount account = system.graph().world().newAccount().create();
        try (SetUpClient client = new SetUpClient(system.httpUri(), path)) {
            client.setUp(environment, SetUpClient.request(account), new EndOfRun(system));
        }
        return account;
    }

    AccountLife newAccount() {
        return new AccountLife(system, root);
    }

    /** A function's variables. */
    Map<String, String> variables(FunctionDefinition function) {
        Map<String, String> variables = new HashMap<>(system.environment(function.logicalId()));
        variables.replaceAll((name, value) -> value.startsWith("http://127.0.0.1:")
                ? tls.of(URI.create(value)).toString()
                : value);
        return variables;
    }

    /** A folder like that of an archive which is unpacked there, with its libraries, but with these classes. */
    Path taskRootOf(List<Class<?>> handlers, Path archive) throws IOException {
        Path other = withClasses(handlers);
        Files.createSymbolicLink(other.resolve("lib"), archive.resolve("lib"));
        return other;
    }

    /** The same for the handlers that functions are compared with. They have an HTTP client of the SDK's as well, which functions do without. */
    Path baselines() throws IOException {
        Path other = withClasses(List.of(EmptyHandler.class, GetItemHandler.class));
        Path libraries = Files.createDirectory(other.resolve("lib"));
        try (Stream<Path> own = Files.list(taskRoot.resolve("lib"))) {
            Stream<Path> client = Stream.of(Apache5HttpClient.class, HttpClients.class, HttpHost.class, H2Config.class)
                    .map(DeployedSystem::library);
            for (Path library : Stream.concat(own, client).toList()) {
                Files.createSymbolicLink(libraries.resolve(library.getFileName()), library);
            }
        }
        return other;
    }

    private static Path library(Class<?> part) {
        return Path.of(URI.create(
                part.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    private Path withClasses(List<Class<?>> classes) throws IOException {
        Path other = Files.createTempDirectory(folder, "task");
        for (Class<?> part : classes) {
            String name = part.getName().replace('.', '/') + ".class";
            Path file = other.resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            try (InputStream in = Objects.requireNonNull(part.getClassLoader().getResourceAsStream(name))) {
                Files.copy(in, file);
            }
        }
        return other;
    }

    /** Where the handler's output goes. */
    Path log(String name) {
        return folder.resolve(name + ".log");
    }

    @Override
    public void close() throws IOException {
        system.close();
        tls.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
