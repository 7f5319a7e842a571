package org.mfasender.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.mfasender.local.bench.ColdStart;
import org.mfasender.local.bench.ColdStart.Subject;
import org.mfasender.local.bench.HookClient;
import org.mfasender.local.bench.Report;
import org.mfasender.local.hooks.HookProduct;
import org.mfasender.local.runtime.ManagedRuntime;
import org.mfasender.local.template.FunctionDefinition;

/**
 * Measures how long identity products wait for their answers: when the function is running, and when it has to start. What each of them
 * waits for at most stands beside it. Meta answers at once.
 */
final class HookTimes {
    private static final int WARM_UPS = 100;
    private static final int REQUESTS = 200;

    private final DeployedSystem system;
    private final Path example;
    private final UUID environment = UUID.randomUUID();
    private final Map<String, ManagedRuntime> variants = new LinkedHashMap<>();

    private HookTimes(DeployedSystem system, Path root) throws IOException, InterruptedException {
        this.system = system;
        this.example = root.resolve("events/hook-passcode.json");
        variants.put("plain", system.runtime());
        variants.put("AOT cache", AotTraining.train(system));
    }

    /** Measures all products, with so many starts each, and prints a table in Markdown. */
    static void measure(Path root, String path, int rounds, PrintStream out) throws IOException, InterruptedException {
        try (DeployedSystem system = DeployedSystem.start(root)) {
            HookTimes times = new HookTimes(system, root);
            system.setUp(times.environment, path);
            out.println(
                    "| hook | waits for | running: median | 99 of 100 | start | answer | processor, ms | clock, ms |");
            out.println("| --- | --: | --: | --: | --- | --- | --: | --: |");
            for (HookProduct product : HookProduct.ALL) {
                try (HookClient client = new HookClient(system.system().httpUri(), path, times.environment, product)) {
                    times.measure(product, client, rounds, out);
                }
            }
        }
    }

    private void measure(HookProduct product, HookClient client, int rounds, PrintStream out)
            throws IOException, InterruptedException {
        List<Duration> running = new ArrayList<>();
        for (int i = 0; i < WARM_UPS + REQUESTS; i++) {
            Duration time = client.ask();
            if (i >= WARM_UPS) {
                running.add(time);
            }
        }
        for (Map.Entry<String, ManagedRuntime> variant : variants.entrySet()) {
            List<ColdStart> starts = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                starts.add(start(product, client, variant.getKey(), variant.getValue()));
            }
            out.printf(
                    Locale.ROOT,
                    "| %s | %d s | %d ms | %d ms | %s | %s | %,d | %,d |%n",
                    product.kind(),
                    product.patience().toSeconds(),
                    Report.median(running).toMillis(),
                    running.stream().sorted().toList().get(REQUESTS * 99 / 100).toMillis(),
                    variant.getKey(),
                    starts.stream()
                            .map(start -> Integer.toString(start.status().orElse(0)))
                            .distinct()
                            .collect(Collectors.joining(", ")),
                    median(starts.stream().map(ColdStart::cpu).toList()),
                    median(starts.stream().map(ColdStart::wall).toList()));
        }
    }

    private static long median(List<Duration> times) {
        return Report.median(times).toMillis();
    }

    private ColdStart start(HookProduct product, HookClient client, String variant, ManagedRuntime runtime)
            throws IOException, InterruptedException {
        FunctionDefinition hook = system.functions().stream()
                .filter(function -> function.logicalId().equals("HookFunction"))
                .findFirst()
                .orElseThrow();
        return ColdStart.measure(
                new Subject(hook, system.taskRoot(), system.variables(hook)),
                client.event(example),
                runtime,
                system.log(product.kind() + "." + variant));
    }
}
