package org.mfasender.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.mfasender.local.aws.states.Execution;
import org.mfasender.local.bench.ColdStart;
import org.mfasender.local.bench.ColdStart.Subject;
import org.mfasender.local.bench.ColdStartTable;
import org.mfasender.local.bench.ColdStartTable.Row;
import org.mfasender.local.bench.TlsFront;
import org.mfasender.local.bench.baseline.EmptyHandler;
import org.mfasender.local.bench.baseline.GetItemHandler;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.runtime.ManagedRuntime;
import org.mfasender.local.runtime.TaskRoot;
import org.mfasender.local.template.FunctionDefinition;

/**
 * Measures the cold starts of every function of the archive, beside those of handlers that do as little as possible. In each round an
 * account lives once for each variant, from {@code submit} to {@code remove}: every function starts once, with the variants in turns.
 */
final class ColdStarts implements AutoCloseable {
    /** What an account needs to be set up comes first, and what removes it last. All others come between, in the order of the template. */
    private static final List<String> FIRST = List.of("submit", "validate", "list-numbers", "provision-templates");

    private static final String LAST = "remove";

    private static final String PLAIN = "plain";
    private static final String GET_ITEM = "bare `GetItem`";
    private static final String AGAIN = "bare `GetItem` again";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LocalSystem system;
    private final Path root;
    private final Path folder;
    private final Path taskRoot;
    private final Path baselines;
    private final TlsFront tls;
    private final Map<String, ManagedRuntime> variants = new LinkedHashMap<>();
    private final Map<Key, List<ColdStart>> starts = new LinkedHashMap<>();

    private record Key(String handler, String variant) {}

    private ColdStarts(LocalSystem system, Path root, Path folder) throws IOException, InterruptedException {
        this.system = system;
        this.root = root;
        this.folder = folder;
        this.taskRoot = TaskRoot.unpack(system.template().functions().getFirst().code(), folder.resolve("task"));
        this.baselines = baselines(folder.resolve("baselines"), taskRoot);
        this.tls = TlsFront.create(folder);
        variants.put(PLAIN, ManagedRuntime.here().withOptions(tls.options()));
    }

    /** Measures all, so many times. */
    static ColdStartTable measure(Path root, int rounds) throws IOException, InterruptedException {
        LocalOptions options = LocalOptions.of(root).withReviewDelay(Duration.ZERO);
        try (ColdStarts measured =
                new ColdStarts(LocalSystem.start(options), root, Files.createTempDirectory("cold-starts"))) {
            for (int round = 0; round < rounds; round++) {
                measured.round(round);
            }
            return measured.table();
        }
    }

    /** A folder with the class files of the baselines and the libraries of the archive. */
    private static Path baselines(Path folder, Path taskRoot) throws IOException {
        for (Class<?> handler : List.of(EmptyHandler.class, GetItemHandler.class)) {
            String name = handler.getName().replace('.', '/') + ".class";
            Path file = folder.resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            try (InputStream in =
                    Objects.requireNonNull(handler.getClassLoader().getResourceAsStream(name))) {
                Files.copy(in, file);
            }
        }
        Files.createSymbolicLink(folder.resolve("lib"), taskRoot.resolve("lib"));
        return folder;
    }

    private void round(int round) throws IOException, InterruptedException {
        Map<String, Life> lives = new LinkedHashMap<>();
        for (String variant : variants.keySet()) {
            lives.put(variant, new Life());
        }
        baseline(EmptyHandler.class, "empty handler", round);
        baseline(GetItemHandler.class, GET_ITEM, round);
        for (FunctionDefinition function : ordered()) {
            for (String variant : inTurns(round)) {
                Life life = Objects.requireNonNull(lives.get(variant));
                Subject subject = new Subject(
                        function, taskRoot, variables(function), life.events.of(function, life.execution()));
                boolean begins = ColdEvents.name(function).equals(FIRST.getFirst());
                if (begins) {
                    life.holdRun();
                }
                add(ColdEvents.name(function), variant, start(subject, variant));
                if (begins) {
                    life.awaitRun();
                }
            }
        }
        baseline(GetItemHandler.class, AGAIN, round);
    }

    private void baseline(Class<?> handler, String name, int round) throws IOException, InterruptedException {
        FunctionDefinition any = system.template().functions().getFirst();
        FunctionDefinition function = new FunctionDefinition(
                "Baseline", baselines, handler.getName() + "::handleRequest", any.timeout(), Map.of(), List.of());
        for (String variant : inTurns(round)) {
            add(
                    name,
                    variant,
                    start(
                            new Subject(function, baselines, variables(any), "{}".getBytes(StandardCharsets.UTF_8)),
                            variant));
        }
    }

    private ColdStart start(Subject subject, String variant) throws IOException, InterruptedException {
        Path log = folder.resolve(subject.function().logicalId() + "." + variant + ".log");
        return ColdStart.measure(subject, Objects.requireNonNull(variants.get(variant)), log);
    }

    private void add(String handler, String variant, ColdStart start) {
        starts.computeIfAbsent(new Key(handler, variant), key -> new ArrayList<>())
                .add(start);
    }

    /** Each variant is the first in every other round. */
    private List<String> inTurns(int round) {
        List<String> names = List.copyOf(variants.keySet());
        return round % 2 == 0 ? names : names.reversed();
    }

    private List<FunctionDefinition> ordered() {
        return system.template().functions().stream()
                .sorted(Comparator.comparingInt(function -> place(ColdEvents.name(function))))
                .toList();
    }

    private static int place(String name) {
        int first = FIRST.indexOf(name);
        return first >= 0 ? first : FIRST.size() + (name.equals(LAST) ? 1 : 0);
    }

    /** The function's variables, with TLS in front of every service. */
    private Map<String, String> variables(FunctionDefinition function) {
        Map<String, String> variables = new HashMap<>(system.environment(function.logicalId()));
        variables.replaceAll((name, value) -> value.startsWith("http://127.0.0.1:")
                ? tls.of(URI.create(value)).toString()
                : value);
        return variables;
    }

    private ColdStartTable table() {
        List<Row> rows = new ArrayList<>();
        starts.forEach((key, all) -> {
            if (!key.handler.equals(AGAIN)) {
                rows.add(new Row(key.handler, key.variant, all));
            }
        });
        return new ColdStartTable(
                rows,
                Objects.requireNonNull(starts.get(new Key(GET_ITEM, PLAIN))),
                Objects.requireNonNull(starts.get(new Key(AGAIN, PLAIN))));
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

    /** An account of an environment, whose run waits for Meta, so that the functions under measurement do its steps. */
    private final class Life {
        private final UUID environment = UUID.randomUUID();
        private final SimulatedAccount account =
                system.graph().world().newAccount().create();
        private final ColdEvents events = new ColdEvents(root, environment, account);

        void holdRun() {
            system.graph().faults().on("GET", "/" + account.wabaId(), Fault.throttled(80008, 60));
        }

        String execution() {
            return system.stepFunctions().executions().stream()
                    .map(Execution::name)
                    .filter(name -> name.startsWith(environment + "-"))
                    .findFirst()
                    .orElse("none yet");
        }

        /** Returns when the run waits. */
        void awaitRun() throws IOException, InterruptedException {
            long begin = System.nanoTime();
            while (system.graph().faults().areWaiting()) {
                if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                    throw new IOException("The run of " + environment + " did not begin");
                }
                Thread.sleep(20);
            }
        }
    }
}
