package org.mfasender.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.mfasender.local.bench.LocalProcess;
import org.mfasender.local.bench.PageLoad;
import org.mfasender.local.bench.Report;
import org.mfasender.local.bench.SetUpClient;
import org.mfasender.local.bench.WebhookLoad;
import org.mfasender.local.browser.Chromium;
import org.mfasender.local.graph.SimulatedGraph;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.template.HttpRoute;
import org.mfasender.local.template.Surroundings;
import org.mfasender.local.template.Template;
import org.mfasender.templates.Locales;

/**
 * Measures how fast and how large the system is on this machine, and prints it beside what is aimed at. System properties: {@code
 * project.root}; {@code versions}, a text; {@code bench.only}, {@code cold-starts}, {@code warm}, {@code hooks} or empty; {@code bench.rounds} of cold
 * starts; {@code bench.functions}, names of those that are started, separated by commas; {@code bench.former}, where the archive of a former
 * {@code submit} is unpacked, and its {@code bench.formerHandler}. Ends with 0 also when an aim is missed.
 */
public final class Bench {
    private static final int STARTS = 3;
    private static final int WARM_UPS = 30;
    private static final int SET_UPS = 30;
    private static final int AT_ONCE = 200;
    private static final int EVENTS = 4_000;
    private static final int EVENTS_OF_A_WEBHOOK = 100;
    private static final int WEBHOOKS_AT_ONCE = 16;
    private static final int EVENTS_AIM = 1_000;

    private static final Duration READY_AIM = Duration.ofSeconds(5);
    private static final long RESIDENT_AIM = 400_000_000;
    private static final Duration SET_UP_AIM = Duration.ofSeconds(1);
    private static final int CALLS_AIM = 14;
    /** Two purposes in 111 languages: three list pages, ten batches, one page before, 5 calls of the other steps, and 5 to subscribe to webhooks. */
    private static final int ALL_LANGUAGES_CALLS_AIM = 24;

    private static final int VISITS = 5;
    private static final long PAGE_AIM = 60_000;
    private static final Duration USABLE_AIM = Duration.ofSeconds(1);

    private static final long ARCHIVE_AIM = 15_000_000;

    /** Five or more for a table that is kept. */
    private static final String COLD_ROUNDS = "3";

    private static final String WARM_REQUESTS = "5000";

    private final Path root;
    private final Template template;
    private final Report report = new Report();

    private Bench(Path root) {
        this.root = root;
        this.template = Template.read(
                root.resolve("template.yaml"), Map.of(), new Surroundings(URI.create("http://127.0.0.1")));
    }

    /** Measures all, and ends the JVM. */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        int status = 0;
        try {
            machine(out);
            Path root = Path.of(System.getProperty("project.root", ".")).toAbsolutePath();
            String only = System.getProperty("bench.only", "");
            int rounds = Integer.parseInt(System.getProperty("bench.rounds", COLD_ROUNDS));
            Bench bench = new Bench(root);
            if (only.isEmpty()) {
                bench.run(out);
            }
            if (only.isEmpty() || only.equals("cold-starts")) {
                String functions = System.getProperty("bench.functions", "");
                Set<String> names = functions.isEmpty() ? Set.of() : Set.of(functions.split(",", -1));
                ColdStarts.measure(root, rounds, names, FormerRelease.ofProperties())
                        .print(out);
                out.println();
            }
            if (only.isEmpty() || only.equals("warm")) {
                int warmUps = Integer.parseInt(System.getProperty("bench.warmUps", WARM_REQUESTS));
                WarmFunctions.measure(root, bench.path(), warmUps, out);
                out.println();
            }
            if (only.isEmpty() || only.equals("hooks")) {
                HookTimes.measure(root, bench.path(), rounds, out);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            System.err.println("The benchmark failed: " + e + (e.getCause() == null ? "" : ": " + e.getCause()));
            status = 1;
        }
        // DynamoDB Local leaves threads that would keep the process alive.
        System.exit(status);
    }

    private void run(PrintStream out) throws IOException, InterruptedException {
        try {
            startAndMemory();
            setUps();
            allLanguages();
            page();
            Sending.measure(LocalOptions.of(root), path(), report);
            webhooks();
            archive();
        } finally {
            report.print(out);
        }
        out.println();
        new Growth(root, path()).measure().print(out);
        out.println();
        Charges.print(root, path(), out);
    }

    private static void machine(PrintStream out) {
        Runtime runtime = Runtime.getRuntime();
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        out.println("Machine   " + runtime.availableProcessors() + " cores, "
                + Report.gigabytes(machine.getTotalMemorySize()) + " memory, " + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + " " + System.getProperty("os.arch"));
        out.println(
                "Java      " + System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"));
        out.println("Versions  " + System.getProperty("versions", "unknown"));
        out.println();
    }

    private void startAndMemory() throws IOException, InterruptedException {
        JsonNode request =
                new ObjectMapper().readTree(root.resolve("events/sender.json").toFile());
        List<Duration> starts = new ArrayList<>();
        OptionalLong resident = OptionalLong.empty();
        for (int i = 1; i <= STARTS; i++) {
            try (LocalProcess system = LocalProcess.start(root)) {
                starts.add(system.startTime());
                if (i == STARTS) {
                    try (SetUpClient client = new SetUpClient(system.httpUri(), path())) {
                        client.setUp(request);
                    }
                    resident = system.residentBytes();
                }
            }
        }
        report.add(
                "Local system ready, fresh JVM, median of " + STARTS,
                Report.spread(starts),
                "<= 5 s",
                Report.median(starts).compareTo(READY_AIM) <= 0);
        String memory = "Its resident memory after one set-up";
        if (resident.isPresent()) {
            long bytes = resident.getAsLong();
            report.add(memory, Report.megabytes(bytes), "<= 400 MB", bytes <= RESIDENT_AIM);
        } else {
            report.add(memory, "n/a");
        }
    }

    private void setUps() throws IOException, InterruptedException {
        LocalOptions options = LocalOptions.of(root).withReviewDelay(Duration.ZERO);
        try (LocalSystem system = LocalSystem.start(options);
                SetUpClient client = new SetUpClient(system.httpUri(), path())) {
            oneByOne(system.graph(), client);
            atOnce(system, client);
        }
    }

    private void oneByOne(SimulatedGraph graph, SetUpClient client) throws IOException, InterruptedException {
        List<Duration> times = new ArrayList<>();
        int mostCalls = 0;
        for (int i = 0; i < WARM_UPS + SET_UPS; i++) {
            JsonNode request = SetUpClient.request(graph.world().newAccount().create());
            int before = graph.requests().size();
            Duration time = client.setUp(request);
            if (i >= WARM_UPS) {
                times.add(time);
                mostCalls = Math.max(mostCalls, graph.requests().size() - before);
            }
        }
        report.add(
                "One set-up, PUT to templates recorded, median of " + SET_UPS,
                Report.spread(times),
                "<= 1 s",
                Report.median(times).compareTo(SET_UP_AIM) <= 0);
        report.add("Graph calls in one set-up", Integer.toString(mostCalls), "<= 14", mostCalls <= CALLS_AIM);
    }

    private void atOnce(LocalSystem system, SetUpClient client) throws IOException, InterruptedException {
        List<JsonNode> requests = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            requests.add(SetUpClient.request(system.graph().world().newAccount().create()));
        }
        List<Duration> times = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Duration>> running = requests.stream()
                    .map(request ->
                            threads.submit(() -> client.setUp(UUID.randomUUID(), request, new EndOfRun(system))))
                    .toList();
            for (Future<Duration> one : running) {
                try {
                    times.add(one.get());
                } catch (ExecutionException e) {
                    failures.add(e);
                }
            }
        }
        Duration whole = Duration.ofNanos(System.nanoTime() - begin);
        report.add(AT_ONCE + " set-ups at once, complete", times.size() + " of " + AT_ONCE, "all", failures.isEmpty());
        if (!failures.isEmpty()) {
            throw new IOException(failures.size() + " set-ups at once failed", failures.getFirst());
        }
        report.add("  throughput", String.format(Locale.ROOT, "%.1f a second", AT_ONCE / (whole.toNanos() / 1e9)));
        report.add("  one of them, median", Report.spread(times));
    }

    private void allLanguages() throws IOException, InterruptedException {
        try (SetUps setUps = SetUps.start(LocalOptions.of(root), path())) {
            SetUps.Done done = setUps.setUp(1, Locales.META_LANGUAGES.size());
            report.add(
                    "Both purposes in " + Locales.META_LANGUAGES.size() + " languages, PUT to all templates recorded",
                    Report.spread(List.of(done.time())));
            report.add(
                    "  Graph calls",
                    Integer.toString(done.graphCalls()),
                    "<= 24",
                    done.graphCalls() <= ALL_LANGUAGES_CALLS_AIM);
        }
    }

    private void page() throws IOException, InterruptedException {
        String visit = "First visit of the page for administrators";
        Path browser = Chromium.program().orElse(null);
        if (browser == null) {
            report.add(visit, "n/a: there is no chromium");
            return;
        }
        try (LocalSystem system = LocalSystem.start(LocalOptions.of(root))) {
            PageLoad load = PageLoad.measure(browser, system.httpUri(), VISITS);
            report.add(
                    visit + ", transferred",
                    String.format(Locale.ROOT, "%.1f KB in %d files", load.bytes() / 1e3, load.files()),
                    "<= 60 KB",
                    load.bytes() <= PAGE_AIM);
            report.add(
                    "  until it is usable, median of " + VISITS,
                    Report.spread(load.times()),
                    "<= 1 s",
                    Report.median(load.times()).compareTo(USABLE_AIM) <= 0);
        }
    }

    private void webhooks() throws IOException, InterruptedException {
        LocalOptions options =
                LocalOptions.of(root).withReviewDelay(Duration.ZERO).withLog((function, requestId, message) -> {});
        try (LocalSystem system = LocalSystem.start(options);
                SetUpClient client = new SetUpClient(system.httpUri(), path())) {
            SimulatedAccount account = system.graph().world().newAccount().create();
            UUID environment = UUID.randomUUID();
            client.setUp(environment, SetUpClient.request(account), new EndOfRun(system));
            WebhookLoad load = new WebhookLoad(
                    system.graph().webhooks(),
                    URI.create(system.httpUri() + "/v1/webhooks/" + account.appId()),
                    account.appSecret(),
                    environment);
            load.deliver(WebhookLoad.batches(statuses(EVENTS / 4), EVENTS_OF_A_WEBHOOK), WEBHOOKS_AT_ONCE);
            webhooks(load, EVENTS, EVENTS_OF_A_WEBHOOK, "Events of Meta's, " + EVENTS_OF_A_WEBHOOK + " in a webhook");
            webhooks(load, EVENTS / 4, 1, "  one in a webhook");
        }
    }

    private void webhooks(WebhookLoad load, int events, int size, String what)
            throws IOException, InterruptedException {
        Duration time = load.deliver(WebhookLoad.batches(statuses(events), size), WEBHOOKS_AT_ONCE);
        double rate = events / (time.toNanos() / 1e9);
        report.add(what, String.format(Locale.ROOT, "%.0f a second", rate), ">= 1000", rate >= EVENTS_AIM);
    }

    private static List<WebhookLoad.Status> statuses(int count) {
        return Stream.generate(() -> new WebhookLoad.Status(UUID.randomUUID(), "delivered"))
                .limit(count)
                .toList();
    }

    private void archive() throws IOException {
        Path archive = template.functions().getFirst().code();
        long bytes = Files.size(archive);
        report.add("Size of " + archive.getFileName(), Report.megabytes(bytes), "<= 15 MB", bytes <= ARCHIVE_AIM);
    }

    private String path() {
        return template.functions().stream()
                .flatMap(function -> function.routes().stream())
                .filter(route -> route.method().equals("PUT") && route.path().endsWith("/whatsApp"))
                .map(HttpRoute::path)
                .findFirst()
                .orElseThrow();
    }
}
