package org.mfasender.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.mfasender.local.bench.ColdStart;
import org.mfasender.local.bench.ColdStart.Subject;
import org.mfasender.local.bench.ColdStartTable;
import org.mfasender.local.bench.ColdStartTable.Row;
import org.mfasender.local.bench.baseline.EmptyHandler;
import org.mfasender.local.bench.baseline.GetItemHandler;
import org.mfasender.local.runtime.ManagedRuntime;
import org.mfasender.local.template.FunctionDefinition;

/**
 * Measures the cold starts of every function of the archive, beside those of handlers that do as little as possible. In each round an
 * account lives once for each variant: every function starts once, with the variants in turns.
 */
final class ColdStarts {
    private static final String PLAIN = "plain";
    private static final String AOT = "AOT cache";
    private static final String GET_ITEM = "bare `GetItem`";
    private static final String AGAIN = "bare `GetItem` again";
    private static final String FORMER_GET_ITEM = "former libraries: bare `GetItem`";

    private final DeployedSystem system;
    private final Path baselines;
    private final Map<String, ManagedRuntime> variants = new LinkedHashMap<>();
    private final Map<Key, List<ColdStart>> starts = new LinkedHashMap<>();

    private final Set<String> only;
    private final Optional<FormerRelease> former;

    private record Key(String handler, String variant) {}

    private ColdStarts(DeployedSystem system, Set<String> only, Optional<FormerRelease> former)
            throws IOException, InterruptedException {
        this.system = system;
        this.only = only;
        this.former = former;
        this.baselines = system.baselines();
        variants.put(PLAIN, system.runtime());
        variants.put(AOT, AotTraining.train(system));
    }

    /**
     * Measures them, so many times.
     *
     * @param only names of functions, e.g. {@code send}, beside those that set an account up; empty for all
     * @param former whose {@code submit} starts as well, and the bare {@code GetItem} with its libraries
     */
    static ColdStartTable measure(Path root, int rounds, Set<String> only, Optional<FormerRelease> former)
            throws IOException, InterruptedException {
        try (DeployedSystem system = DeployedSystem.start(root)) {
            ColdStarts measured = new ColdStarts(system, only, former);
            for (int round = 0; round < rounds; round++) {
                measured.round(round);
            }
            return measured.table();
        }
    }

    private void round(int round) throws IOException, InterruptedException {
        Map<String, AccountLife> lives = new LinkedHashMap<>();
        for (String variant : variants.keySet()) {
            lives.put(variant, system.newAccount());
        }
        baseline(EmptyHandler.class, "empty handler", baselines);
        baseline(GetItemHandler.class, GET_ITEM, baselines);
        for (FunctionDefinition function : system.functions()) {
            if (!only.isEmpty()
                    && !only.contains(ExampleEvents.name(function))
                    && !AccountLife.isSetUp(ExampleEvents.name(function))) {
                continue;
            }
            for (String variant : inTurns(round)) {
                Objects.requireNonNull(lives.get(variant)).call(function, event -> {
                    Subject subject = new Subject(function, system.taskRoot(), system.variables(function));
                    add(ExampleEvents.name(function), variant, subject, event);
                });
            }
        }
        baseline(GetItemHandler.class, AGAIN, baselines);
        if (former.isPresent()) {
            Path archive = former.get().archive();
            baseline(GetItemHandler.class, FORMER_GET_ITEM, system.taskRootOf(List.of(GetItemHandler.class), archive));
            submitBefore(former.get());
        }
    }

    /** Answers the same event, of an account of its own. What it starts then, nobody waits for. */
    private void submitBefore(FormerRelease release) throws IOException, InterruptedException {
        byte[] event = system.newAccount().event(system.functions().getFirst());
        add(FormerRelease.SUBMIT, PLAIN, release.submit(system), event);
    }

    private void baseline(Class<?> handler, String name, Path folder) throws IOException, InterruptedException {
        FunctionDefinition any = system.functions().getFirst();
        FunctionDefinition function = new FunctionDefinition(
                "Baseline", folder, handler.getName() + "::handleRequest", any.timeout(), Map.of(), List.of());
        byte[] event = "{}".getBytes(StandardCharsets.UTF_8);
        add(name, PLAIN, new Subject(function, folder, system.variables(any)), event);
    }

    private void add(String handler, String variant, Subject subject, byte[] event)
            throws IOException, InterruptedException {
        ColdStart start = ColdStart.measure(
                subject, event, Objects.requireNonNull(variants.get(variant)), system.log(handler + "." + variant));
        starts.computeIfAbsent(new Key(handler, variant), key -> new ArrayList<>())
                .add(start);
    }

    /** Each variant is the first in every other round. */
    private List<String> inTurns(int round) {
        List<String> names = List.copyOf(variants.keySet());
        return round % 2 == 0 ? names : names.reversed();
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
}
