package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.health.CheckSchedule;
import org.mfasender.local.LocalOptions;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.aws.states.Execution;
import org.mfasender.local.aws.states.ExecutionStatus;
import org.mfasender.local.e2e.ManySenders.Sender;
import org.mfasender.local.graph.world.MetaApp;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.sender.SenderIndexStore;
import org.mfasender.sender.SenderIndexStore.Listed;
import org.mfasender.sender.SenderStatus;

/**
 * The checks of many senders, as Meta sees them: the whole local system in a time that the test moves on minute by minute. The
 * environments are the same in each run, so their minutes are, too. {@code -Dchecked.senders=10000} takes ten thousand, which takes
 * longer than {@code verify} is to take; fewer than 500 are no stampede.
 */
class DailyChecksE2E {

    private static final int SENDERS = Integer.getInteger("checked.senders", 1_000);

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** For the checks of a minute, on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Checks that are started in a minute at most. */
    private static final int MOST = 100;

    /** Calls of an app for an account within an hour, where Meta allows the fewest. Source: Meta, "About the platform", rate limits. */
    private static final int QUOTA = 200;

    /**
     * Standard deviations. An environment's minute is a hash, so that the checks of a span are binomially distributed: by Bernstein's
     * inequality, chance explains less than {@link #least} or more than {@link #most} in less than 4 of a million spans.
     */
    private static final int CHANCE = 5;

    private static final MovedTime TIME = new MovedTime(Instant.parse("2026-11-26T03:00:00Z"));

    private static LocalSystem system;
    private static Watching watching;
    private static MetaCalls calls;
    private static List<Sender> senders;
    private static int callsOfACheck;

    private Instant begin;
    private int before;
    private int settled;

    @BeforeAll
    static void storeSenders() {
        system = LocalSystem.start(LocalOptions.of(Path.of(System.getProperty("project.root", "../..")))
                .withReviewDelay(Duration.ZERO)
                .withTime(TIME.local()));
        watching = new Watching(system);
        calls = new MetaCalls(system.graph());
        senders = senders();
        calls.clear();
        watching.look(senders.getFirst().environment());
        callsOfACheck = calls.count();
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @BeforeEach
    void begin() {
        calls.clear();
        begin = TIME.instant();
        before = system.stepFunctions().executions().size();
        settled = before;
    }

    /** Half of them have an app of their own, the others are customers of one service provider, whose app they share. */
    private static List<Sender> senders() {
        Random random = new Random(19);
        List<UUID> environments = Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()))
                .limit(SENDERS)
                .toList();
        ManySenders many = ManySenders.begin(system, environments.getFirst());
        MetaApp provider = new MetaApp("845999999999999", "Provider", "f".repeat(32));
        system.graph().world().put(provider);
        List<Sender> all = new ArrayList<>(List.of(many.first()));
        all.addAll(many.copies(environments.subList(1, SENDERS / 2), null));
        all.addAll(many.copies(environments.subList(SENDERS / 2, SENDERS), provider));
        return all;
    }

    @Test
    void eachIsCheckedOnceADayAndMetaIsAskedEvenly() throws Exception {
        watch(DAY);

        assertCheckedOnce(senders);
        assertThat(calls.in(HOUR, begin, TIME.instant())).hasSize(24).allMatch(byChance(HOUR));
        assertThat(calls.in(MINUTE.multipliedBy(5), begin, TIME.instant()))
                .hasSize(288)
                .allMatch(byChance(MINUTE.multipliedBy(5)));
        assertThat(calls.in(MINUTE, begin, TIME.instant())).hasSize(1440).allMatch(byChance(MINUTE));
    }

    /** All that became due in six hours is due at the same moment. */
    @Test
    void afterAnOutageTheMissedChecksAreSpread() throws Exception {
        TIME.advance(HOUR.multipliedBy(6));
        int missed = due().size();
        Instant back = TIME.instant();

        watch(HOUR);

        assertCheckedOnce(due());
        List<Integer> minutes = calls.in(MINUTE, back, TIME.instant());
        assertThat(minutes.subList(0, missed / MOST)).containsOnly(MOST * callsOfACheck);
        // Meanwhile others become due.
        int over = (int) Math.ceil(missed / (MOST - most(MINUTE)));
        assertThat(minutes.subList(0, over)).allMatch(count -> count <= MOST * callsOfACheck);
        assertThat(minutes.subList(over, minutes.size())).allMatch(byChance(MINUTE));
    }

    /** Those whose minute was between the begin of the test and now. */
    private List<Sender> due() {
        return senders.stream()
                .filter(sender -> !next(sender.environment(), begin).isAfter(TIME.instant()))
                .toList();
    }

    private static Instant next(UUID environment, Instant after) {
        return CheckSchedule.FIRST.next(new EnvironmentId(environment), after);
    }

    /** Meta has seen one check of each, and nothing but these; each has been well, and is due at its minute of the next day. */
    private void assertCheckedOnce(List<Sender> expected) throws Exception {
        List<Execution> executions = system.stepFunctions().executions();
        assertThat(executions.size() - before).isEqualTo(expected.size());
        for (Execution execution : executions.subList(before, executions.size())) {
            assertWell(execution);
        }
        Map<String, Integer> inspections = calls.inspections();
        assertThat(inspections)
                .containsOnlyKeys(expected.stream()
                        .map(sender -> sender.account().userAccessToken())
                        .toList());
        assertThat(inspections)
                .allSatisfy((token, times) -> assertThat(times).as(token).isEqualTo(1));
        assertThat(calls.count()).isEqualTo(expected.size() * callsOfACheck);
        assertThat(calls.mostInAnHour(senders)).isPositive().isLessThan(QUOTA);
        List<Listed> ready = ready();
        assertThat(ready.size()).isEqualTo(SENDERS);
        for (Listed listed : ready) {
            assertThat(listed.due()).isEqualTo(CheckSchedule.FIRST.next(listed.environment(), TIME.instant()));
        }
    }

    private static void assertWell(Execution execution) throws JsonProcessingException {
        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        JsonNode answer = SenderApi.JSON.readTree(execution.output());
        assertThat(answer.path("status").asText()).isEqualTo("DONE");
        assertThat(answer.path("looks").asInt()).isEqualTo(1);
    }

    private static List<Listed> ready() {
        Services services = Services.of(system);
        SenderIndexStore index = new SenderIndexStore(services.dynamoDb(), services.table());
        List<Listed> ready = new ArrayList<>();
        Listed after = null;
        do {
            SenderIndexStore.Page page = index.find(SenderStatus.READY, 1000, after);
            ready.addAll(page.senders());
            after = page.next();
        } while (after != null);
        return ready;
    }

    /** Calls of a span that a uniform distribution of all checks over the day explains. */
    private static Predicate<Integer> byChance(Duration span) {
        return count -> count >= least(span) * callsOfACheck && count <= most(span) * callsOfACheck;
    }

    private static double least(Duration span) {
        return mean(span) - CHANCE * Math.sqrt(mean(span));
    }

    private static double most(Duration span) {
        return mean(span) + CHANCE * Math.sqrt(mean(span)) + CHANCE * CHANCE / 3.0;
    }

    private static double mean(Duration span) {
        return (double) SENDERS * span.toMinutes() / DAY.toMinutes();
    }

    /** Goes through a time as EventBridge's schedule does. */
    private void watch(Duration span) throws InterruptedException {
        for (Instant end = TIME.instant().plus(span); TIME.instant().isBefore(end); ) {
            TIME.advance(MINUTE);
            watching.watch();
            settle();
        }
    }

    /** Waits for the checks that were started. */
    private void settle() throws InterruptedException {
        List<Execution> all = system.stepFunctions().executions();
        long begin = System.nanoTime();
        for (Execution execution : all.subList(settled, all.size())) {
            while (execution.status() == ExecutionStatus.RUNNING && TIME.asleep() == 0) {
                assertThat(Duration.ofNanos(System.nanoTime() - begin))
                        .as("since " + execution.name() + " runs")
                        .isLessThan(PATIENCE);
                Thread.sleep(1);
            }
            assertThat(TIME.asleep()).as("checks that wait for another look").isZero();
        }
        settled = all.size();
    }
}
