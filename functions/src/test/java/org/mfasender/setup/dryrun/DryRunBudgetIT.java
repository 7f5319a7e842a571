package org.mfasender.setup.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckStatus;
import org.mfasender.checks.Question;
import org.mfasender.local.graph.SimulatedGraph;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.platform.TimeBudget;
import org.mfasender.platform.meta.CallCount;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.platform.secrets.Secret;

/** Whatever one call of a dry run meets becomes one check; the others are kept, and none is blamed. */
class DryRunBudgetIT {

    private static final Instant NOW = Instant.parse("2026-10-01T08:00:00Z");

    /** Each call, and the check of its place. */
    private static final Map<String, String> PLACES = new TreeMap<>(Map.of(
            "/debug_token", "appCredentials",
            "/{waba}", "wabaReadable",
            "/{business}/system_users", "systemUserIsAdmin",
            "/{waba}/phone_numbers", "senderNumber",
            "/{phone}/whatsapp_business_profile", "messagingRights",
            "/{waba}/message_templates", "templateRights"));

    private SimulatedGraph graph;
    private DryRun dryRun;
    private SimulatedAccount good;

    @BeforeEach
    void start() {
        graph = SimulatedGraph.start(0, () -> NOW, Duration.ZERO);
        dryRun = new DryRun(GraphClient.connect(graph.uri(), "v26.0"));
        good = graph.accounts().named("good-one-number");
    }

    @AfterEach
    void stop() {
        graph.close();
    }

    static Stream<Arguments> faults() {
        return PLACES.entrySet().stream()
                .flatMap(place -> Stream.of(
                                Fault.overload(),
                                Fault.of(Fault.Kind.UNKNOWN_ERROR),
                                Fault.of(Fault.Kind.SOMETHING_WENT_WRONG),
                                Fault.of(Fault.Kind.BAD_GATEWAY),
                                Fault.of(Fault.Kind.TRUNCATED),
                                Fault.of(Fault.Kind.RESET),
                                Fault.throttled(4, 0),
                                Fault.throttled(80007, 0),
                                Fault.throttled(80008, 7),
                                Fault.slow(Duration.ofSeconds(30)))
                        // What has the whole budget to itself leaves nothing for the others, see below.
                        .filter(fault -> fault.kind() != Fault.Kind.SLOW
                                || !place.getKey().equals("/debug_token"))
                        .map(fault -> Arguments.of(place.getKey(), place.getValue(), fault)));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("faults")
    void aCallThatFailsBecomesOneCheck(String path, String place, Fault fault) {
        graph.faults().on("GET", call(path), fault.times(99));

        DryRun.Outcome outcome = run(Duration.ofSeconds(5));

        assertThat(open(outcome)).containsOnlyKeys(place);
        assertThat(open(outcome).get(place))
                .startsWith(
                        switch (fault.kind()) {
                            case SLOW -> "Meta did not answer in time.";
                            case THROTTLED ->
                                fault.minutes() == 0
                                        ? "Meta limits the rate of calls."
                                        : "Meta limits the rate of calls. Meta accepts calls again in 7 min.";
                            default -> "Meta is failing";
                        });
        assertThat(outcome.checks()).noneMatch(check -> check.status() == CheckStatus.FAILED);
        assertThat(outcome.status())
                .isEqualTo(
                        List.of("systemUserIsAdmin", "messagingRights").contains(place)
                                ? CheckStatus.PASSED
                                : CheckStatus.WARNING);
        assertThat(outcome.checks())
                .filteredOn(check -> check.status() == CheckStatus.SKIPPED)
                .allSatisfy(check -> assertThat(check.message()).containsAnyOf(place, "tokenValid"));
    }

    /** What depends on nothing that failed has passed. */
    @ParameterizedTest
    @CsvSource({
        "/debug_token, wabaReadable senderNumber messagingRights templateRights accountHealthy appSecretProof",
        "/{waba}, appCredentials tokenValid senderNumber messagingRights templateRights",
        "/{waba}/phone_numbers, appCredentials tokenValid wabaReadable systemUserIsAdmin templateRights",
        "/{waba}/message_templates, appCredentials wabaReadable systemUserIsAdmin senderNumber messagingRights"
    })
    void theOthersAreKept(String path, String passed) {
        Fault fault = path.equals("/debug_token") ? Fault.overload().times(2) : Fault.slow(Duration.ofSeconds(30));
        graph.faults().on("GET", call(path), fault);

        DryRun.Outcome outcome = run(Duration.ofSeconds(5));

        assertThat(outcome.checks())
                .filteredOn(check -> check.status() == CheckStatus.PASSED)
                .extracting(check -> check.name().toString())
                .contains(passed.split(" "));
    }

    @Test
    void whatDoesNotDependOnEachOtherIsAskedSideBySide() {
        PLACES.keySet().forEach(path -> graph.faults().on("GET", call(path), Fault.slow(Duration.ofMillis(2500))));
        CallCount calls = new CallCount();
        long begin = System.nanoTime();

        DryRun.Outcome outcome = calls.of(() -> run(Duration.ofSeconds(20)));

        assertThat(outcome.status()).isEqualTo(CheckStatus.PASSED);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(14));
        assertThat(calls.value()).isEqualTo(6);
    }

    @Test
    void whenNothingIsLeftEverythingIsOpen() {
        DryRun.Outcome outcome = run(Duration.ZERO);

        assertThat(open(outcome)).containsKeys("appCredentials", "wabaReadable", "senderNumber", "templateRights");
        assertThat(outcome.checks()).noneMatch(check -> check.status() == CheckStatus.PASSED);
        assertThat(outcome.status()).isEqualTo(CheckStatus.WARNING);
        assertThat(graph.requests()).isEmpty();
    }

    /** The same client serves dry runs of different accounts at once: none sees another one's checks, calls or time. */
    @Test
    void dryRunsAtOnceDoNotMeet() {
        SimulatedAccount revoked = graph.accounts().named("revoked-token");
        List<Thread> threads = Stream.iterate(0, i -> i + 1)
                .limit(20)
                .map(i -> Thread.ofVirtual().unstarted(() -> {
                    CallCount calls = new CallCount();
                    boolean fine = i % 2 == 0;
                    DryRun.Outcome outcome = calls.of(() -> run(fine ? good : revoked, Duration.ofSeconds(30)));
                    assertThat(outcome.status()).isEqualTo(fine ? CheckStatus.PASSED : CheckStatus.FAILED);
                    assertThat(calls.value()).isEqualTo(fine ? 6 : 1);
                }))
                .toList();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        threads.forEach(thread -> thread.setUncaughtExceptionHandler((failed, failure) -> failures.add(failure)));

        threads.forEach(Thread::start);
        threads.forEach(DryRunBudgetIT::join);

        assertThat(failures).isEmpty();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The messages of the checks that Meta left open, by name. */
    private static Map<String, String> open(DryRun.Outcome outcome) {
        return outcome.checks().stream()
                .filter(check -> check.status() == CheckStatus.UNKNOWN)
                .collect(Collectors.toMap(check -> check.name().toString(), Check::message));
    }

    private String call(String path) {
        return path.replace("{waba}", good.wabaId())
                .replace("{business}", good.businessId())
                .replace(
                        "{phone}",
                        graph.world().waba(good.wabaId()).numbers().getFirst().id());
    }

    private DryRun.Outcome run(Duration budget) {
        return run(good, budget);
    }

    private DryRun.Outcome run(SimulatedAccount account, Duration budget) {
        Credentials credentials = new Credentials(
                new Secret(account.userAccessToken()), account.appId(), new Secret(account.appSecret()));
        Question question = new Question(account.wabaId(), credentials, false);
        return TimeBudget.of(budget).limit(() -> dryRun.run(question, 1, List.of(), NOW));
    }
}
