package org.mfasender.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.mfasender.local.bench.ColdStart.Subject;
import org.mfasender.local.bench.WarmRequests;
import org.mfasender.local.bench.baseline.EmptyHandler;
import org.mfasender.local.bench.baseline.GetItemHandler;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.runtime.ManagedRuntime;
import org.mfasender.local.template.FunctionDefinition;

/**
 * Measures what functions that are running take of the processor for one request: {@code read} and {@code submit} of an account that is
 * ready, {@code send} of a passcode for another recipient each time, and handlers that do as little as possible. Each is measured twice: with
 * the first compiler alone, and with both, as functions with SnapStart or provisioned concurrency run.
 */
final class WarmFunctions {
    /** What the examples in events/ have. */
    private static final String EXAMPLE_RECIPIENT = "5550123";

    private static final String EXAMPLE_KEY = "7f1c2a";

    /** Limits are asked, but never reached. */
    private static final List<String> LIMITS =
            List.of("MESSAGES_PER_MINUTE", "MESSAGES_PER_DAY", "RANGE_MESSAGES_PER_HOUR", "COUNTRY_MESSAGES_PER_HOUR");

    private final DeployedSystem system;
    private final int warmUps;
    private final PrintStream out;
    private int passcodes;

    private WarmFunctions(DeployedSystem system, int warmUps, PrintStream out) {
        this.system = system;
        this.warmUps = warmUps;
        this.out = out;
    }

    /** Measures them, each after so many requests, and prints a table in Markdown. */
    static void measure(Path root, String path, int warmUps, PrintStream out) throws IOException, InterruptedException {
        try (DeployedSystem system = DeployedSystem.start(root)) {
            UUID environment = UUID.randomUUID();
            SimulatedAccount account = system.setUp(environment, path);
            system.system().graph().webhooks().script(message -> List.of());
            WarmFunctions functions = new WarmFunctions(system, warmUps, out);
            out.println(
                    "| handler | first compiler, ms: median | least | most | both compilers, ms: median | least | most |");
            out.println("| --- | --: | --: | --: | --: | --: | --: |");
            functions.baselines();
            functions.all(new ExampleEvents(root, environment, account));
        }
    }

    private void baselines() throws IOException, InterruptedException {
        Path folder = system.baselines();
        FunctionDefinition any = system.functions().getFirst();
        byte[] event = "{}".getBytes(StandardCharsets.UTF_8);
        for (Class<?> handler : List.of(EmptyHandler.class, GetItemHandler.class)) {
            FunctionDefinition function = new FunctionDefinition(
                    "Baseline", folder, handler.getName() + "::handleRequest", any.timeout(), Map.of(), List.of());
            print(handler.getSimpleName(), new Subject(function, folder, system.variables(any)), request -> event, "");
        }
    }

    private void all(ExampleEvents events) throws IOException, InterruptedException {
        for (FunctionDefinition function : system.functions()) {
            Map<String, String> variables = new HashMap<>(system.variables(function));
            LIMITS.forEach(limit -> variables.replace(limit, "1000000"));
            Subject subject = new Subject(function, system.taskRoot(), variables);
            String name = ExampleEvents.name(function);
            switch (name) {
                case "read", "submit" -> {
                    byte[] event = events.of(function, "none yet");
                    print(name, subject, request -> event, "\"statusCode\":200");
                }
                case "send" -> {
                    String event = new String(events.of(function, "none yet"), StandardCharsets.UTF_8);
                    print(name, subject, request -> nextPasscode(event), "\"statusCode\":202");
                }
                default -> {}
            }
        }
    }

    private byte[] nextPasscode(String example) {
        passcodes++;
        return example.replace(EXAMPLE_RECIPIENT, String.format(Locale.ROOT, "%07d", passcodes))
                .replace(EXAMPLE_KEY, "warm-" + passcodes)
                .getBytes(StandardCharsets.UTF_8);
    }

    private void print(String handler, Subject subject, IntFunction<byte[]> events, String expected)
            throws IOException, InterruptedException {
        out.print("| " + handler + " |");
        for (ManagedRuntime runtime : List.of(system.runtime(), system.runtime().withBothCompilers())) {
            WarmRequests warm =
                    WarmRequests.measure(subject, events, expected, warmUps, runtime, system.log(handler + ".warm"));
            out.printf(
                    Locale.ROOT,
                    " %.2f | %.2f | %.2f |",
                    milliseconds(warm.median()),
                    milliseconds(warm.blocks().getFirst()),
                    milliseconds(warm.blocks().getLast()));
        }
        out.println();
    }

    private static double milliseconds(Duration time) {
        return time.toNanos() / 1e6;
    }
}
