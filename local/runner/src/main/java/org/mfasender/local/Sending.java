package org.mfasender.local;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.mfasender.local.bench.Report;
import org.mfasender.local.bench.SendClient;

/** Measures how passcodes are sent: what the system adds to the bare call of Meta, and whether it keeps up with many. */
final class Sending {
    private static final int WARM_UPS = 1_000;
    private static final int PAIRS = 500;
    /** Each has a number that may send 80 messages a second. */
    private static final int SENDERS = 8;

    private static final int RATE = 500;
    /** As many callers wait for an answer at once: a machine that is too slow for the rate gets fewer messages, not a longer queue. */
    private static final int CALLERS = 32;

    private static final Duration LOAD = Duration.ofMinutes(1);
    private static final double TOLERANCE = 0.99;
    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    private final SetUps setUps;
    private final SendClient client;
    private final List<Sender> senders = new ArrayList<>();
    /** How often Meta accepted each message, by its reference. */
    private final Map<String, LongAdder> accepted = new ConcurrentHashMap<>();

    private int sent;

    private record Sender(SetUps.Done setUp, String numberId, String template) {}

    private Sending(SetUps setUps) {
        this.setUps = setUps;
        URI meta = setUps.system().graph().uri().resolve("/v26.0");
        this.client = new SendClient(setUps.system().httpUri(), meta);
    }

    /** Adds what was measured to a report. Limits are asked, but never reached. */
    static void measure(LocalOptions options, String path, Report report) throws IOException, InterruptedException {
        LocalOptions unlimited = options.withParameter("MessagesPerMinute", "1000000")
                .withParameter("MessagesPerDay", "1000000")
                .withParameter("RangeMessagesPerHour", "1000000")
                .withParameter("CountryMessagesPerHour", "1000000");
        try (SetUps setUps = SetUps.start(unlimited, path)) {
            Sending sending = new Sending(setUps);
            try (sending.client) {
                sending.setUp();
                sending.onePairAfterTheOther(report);
                sending.underLoad(report);
            }
        }
    }

    private void setUp() throws IOException, InterruptedException {
        for (int i = 0; i < SENDERS; i++) {
            SetUps.Done done = setUps.setUp(1, 1);
            var waba = setUps.system().graph().world().waba(done.account().wabaId());
            String template = waba.templates().list().stream()
                    .map(each -> each.name())
                    .filter(name -> name.contains("strong"))
                    .findFirst()
                    .orElseThrow();
            senders.add(new Sender(done, waba.numbers().getFirst().id(), template));
        }
        // What Meta reports of them is measured apart.
        setUps.system().graph().webhooks().script(message -> List.of());
        setUps.system().graph().messages().outbox().listen(message -> {
            if (message.callbackData() != null) {
                accepted.computeIfAbsent(message.callbackData(), reference -> new LongAdder())
                        .increment();
            }
        });
    }

    /** Interleaved, so that both meet the same machine. */
    private void onePairAfterTheOther(Report report) throws IOException, InterruptedException {
        List<Duration> whole = new ArrayList<>();
        List<Duration> bare = new ArrayList<>();
        for (int i = 0; i < WARM_UPS + PAIRS; i++) {
            Sender sender = senders.get(i % SENDERS);
            Duration through = timed(() -> client.send(sender.setUp().environment(), recipient(), passcode()));
            Duration directly = timed(() -> client.sendDirectly(
                    sender.setUp().account(), sender.numberId(), sender.template(), recipient(), passcode()));
            if (i >= WARM_UPS) {
                whole.add(through);
                bare.add(directly);
            }
        }
        report.add("One message, p50 and p99 of " + PAIRS, percentiles(whole));
        report.add("  the bare call of Meta, interleaved", percentiles(bare));
        report.add(
                "  what the system adds to it, p50",
                Report.seconds(Report.median(whole).minus(Report.median(bare))));
    }

    private void underLoad(Report report) throws InterruptedException {
        accepted.clear();
        int messages = Math.toIntExact(RATE * LOAD.toSeconds());
        Queue<Duration> times = new ConcurrentLinkedQueue<>();
        Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();
        Semaphore callers = new Semaphore(CALLERS);
        long begin = System.nanoTime();
        long end = begin + LOAD.toNanos();
        int asked = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (; asked < messages && System.nanoTime() < end; asked++) {
                LockSupport.parkNanos(begin + asked * (NANOS / RATE) - System.nanoTime());
                callers.acquire();
                Sender sender = senders.get(asked % SENDERS);
                String recipient = recipient();
                threads.execute(() -> {
                    long start = System.nanoTime();
                    String answer = answer(sender, recipient);
                    times.add(Duration.ofNanos(System.nanoTime() - start));
                    answers.computeIfAbsent(answer, each -> new LongAdder()).increment();
                    callers.release();
                });
            }
        }
        double rate = asked / ((System.nanoTime() - begin) / 1e9);
        long once = accepted.values().stream().filter(count -> count.sum() == 1).count();
        report.add(
                "Messages a second for " + LOAD.toSeconds() + " s",
                String.format(Locale.ROOT, "%.0f", rate),
                ">= " + RATE,
                rate >= RATE * TOLERANCE);
        report.add("  at Meta once", once + " of " + asked, "all", once == asked && accepted.size() == asked);
        report.add(
                "  answers", answers.toString(), "{202=all}", answers.keySet().equals(Set.of("202")));
        report.add("  one of them, p50 and p99", percentiles(List.copyOf(times)));
    }

    private String answer(Sender sender, String recipient) {
        try {
            return Integer.toString(client.send(sender.setUp().environment(), recipient, passcode()));
        } catch (IOException | InterruptedException e) {
            return e.getClass().getSimpleName();
        }
    }

    private String recipient() {
        return String.format(Locale.ROOT, "+43660%07d", sent++);
    }

    private static String passcode() {
        return "493027";
    }

    private interface Call {
        int status() throws IOException, InterruptedException;
    }

    private static Duration timed(Call call) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        int status = call.status();
        Duration time = Duration.ofNanos(System.nanoTime() - begin);
        if (status / 100 != 2) {
            throw new IOException("A message was answered with HTTP " + status);
        }
        return time;
    }

    private static String percentiles(List<Duration> times) {
        List<Duration> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return Report.seconds(sorted.get(sorted.size() / 2)) + ", "
                + Report.seconds(sorted.get(sorted.size() * 99 / 100));
    }
}
