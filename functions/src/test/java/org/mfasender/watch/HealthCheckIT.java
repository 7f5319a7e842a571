package org.mfasender.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mfasender.AwsServices;
import org.mfasender.local.graph.SimulatedGraph;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.graph.protocol.Fault.Kind;
import org.mfasender.local.graph.world.TokenState;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.platform.Clock;
import org.mfasender.sender.AccountReport;
import org.mfasender.sender.Connection;
import org.mfasender.sender.SenderStatus;
import org.mfasender.sender.run.ProgressStatus;
import org.mfasender.sender.run.StepName;
import org.mfasender.sender.run.WaitReason;
import org.mfasender.watch.HealthCheck.Checked;

/** Each way in which a sender that works breaks at Meta is seen, published once, and recovers once. */
class HealthCheckIT {

    private static AwsServices aws;
    private static SimulatedGraph graph;
    private static Instant now = NOW;

    private WatchedSender sender;

    @BeforeAll
    static void startServices() throws Exception {
        aws = AwsServices.start();
        graph = SimulatedGraph.start(0, () -> now, Duration.ZERO);
    }

    @AfterAll
    static void stopServices() {
        graph.close();
        aws.close();
    }

    @BeforeEach
    void ready() {
        now = NOW;
        aws.clearTable();
        aws.clearSecrets();
        graph.reset();
        sender = new WatchedSender(
                aws,
                graph,
                new Clock(() -> now),
                graph.world().newAccount().numbers(1).create());
        sender.setUp(false);
        now = now.plus(Duration.ofHours(1));
    }

    @ParameterizedTest
    @MethodSource("org.mfasender.watch.Breaks#all")
    void whatBreaksIsSeenToldOnceAndRecoversOnce(Break broken) {
        broken.prepares().accept(sender);
        assertThat(check()).isEqualTo(1);
        assertThat(sender.connection().status()).isEqualTo(SenderStatus.READY);
        assertThat(sender.standing().number()).isZero();
        long generation = sender.connection().run().generation();

        broken.breaks().accept(sender);
        assertThat(check()).as("looks").isEqualTo(2);
        assertThat(sender.connection().status()).isEqualTo(broken.status());
        assertThat(sender.standing().causes()).contains(broken.cause());
        assertThat(sender.connection().health().findings()).isNotEmpty();
        assertThat(sender.standing().number()).isEqualTo(1);
        check();
        check();
        assertThat(sender.standing().number()).as("told once").isEqualTo(1);

        broken.fixes().accept(sender);
        assertThat(check()).as("looks").isEqualTo(2);
        assertThat(sender.connection().status()).isEqualTo(SenderStatus.READY);
        assertThat(sender.standing().number()).as("recovered once").isEqualTo(2);
        assertThat(sender.account().obstacles()).isEmpty();
        check();
        assertThat(sender.standing().number()).isEqualTo(2);
        assertThat(sender.connection().run().generation()).isEqualTo(generation);
    }

    /** What a webhook has stopped at once is the same break when a check finds it. */
    @Test
    void whatMetaReportsOfTemplatesIsToldOnce() {
        check();
        sender.templatesIn("PAUSED");
        sender.reportTemplates("PAUSED");
        assertThat(sender.connection().status()).isEqualTo(SenderStatus.ACTION_REQUIRED);
        assertThat(sender.standing().number()).isEqualTo(1);
        check();
        check();
        assertThat(sender.standing().number()).as("told once").isEqualTo(1);

        sender.templatesIn("APPROVED");
        sender.reportTemplates("APPROVED");
        check();
        check();
        assertThat(sender.connection().status()).isEqualTo(SenderStatus.READY);
        assertThat(sender.standing().number()).as("recovered once").isEqualTo(2);
    }

    @Test
    void whatMetaReportsOfTheAccountIsToldOnce() {
        check();
        sender.waba().set("status", "DISABLED");
        sender.reportAccount(AccountReport.Kind.BAN, true);
        assertThat(sender.connection().status()).isEqualTo(SenderStatus.ACTION_REQUIRED);
        assertThat(sender.standing().number()).isEqualTo(1);
        check();
        check();
        assertThat(sender.standing().number()).as("told once").isEqualTo(1);

        sender.waba().set("status", "ACTIVE");
        sender.reportAccount(AccountReport.Kind.BAN, false);
        check();
        check();
        assertThat(sender.connection().status()).isEqualTo(SenderStatus.READY);
        assertThat(sender.standing().number()).as("recovered once").isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("org.mfasender.watch.Breaks#harmless")
    void whatIsInformationChangesNothing(Break happens) {
        check();

        happens.breaks().accept(sender);

        assertThat(check()).as("looks").isEqualTo(1);
        assertThat(check()).isEqualTo(1);
        assertThat(sender.connection().status()).isEqualTo(SenderStatus.READY);
        assertThat(sender.connection().health().causes()).isEmpty();
        assertThat(sender.standing().number()).isZero();
    }

    @Test
    void aTokenThatIsRefusedOnceIsNotRefused() {
        check();
        sender.token(TokenState.REVOKED);
        assertThat(look()).isTrue();
        assertThat(sender.connection().status()).isEqualTo(SenderStatus.READY);
        assertThat(sender.account().obstacles()).isEmpty();

        sender.token(TokenState.VALID);
        assertThat(look()).isFalse();
        sender.token(TokenState.REVOKED);
        assertThat(look()).isTrue();

        assertThat(sender.connection().status()).isEqualTo(SenderStatus.READY);
        assertThat(sender.standing().number()).isZero();
    }

    @Test
    void aFlappingProbeIsToldOnce() {
        check();
        sender.number().set("quality_rating", "RED");
        check();
        assertThat(sender.connection().status()).isEqualTo(SenderStatus.DEGRADED);

        for (int i = 0; i < 10; i++) {
            sender.number().set("quality_rating", i % 2 == 0 ? "GREEN" : "RED");
            look();
        }

        assertThat(sender.standing().number()).isEqualTo(1);
    }

    /** Limits of calls, overload, and answers that are none: at all calls of a form, and at each call alone. */
    static Stream<Arguments> unanswered() {
        Stream<Arguments> everywhere = Stream.of(
                        Fault.throttled(4, 5),
                        Fault.throttled(80007, 5),
                        Fault.throttled(80008, 5),
                        Fault.throttled(130429, 5),
                        Fault.throttled(131056, 5),
                        Fault.of(Kind.UNKNOWN_ERROR),
                        Fault.of(Kind.SOMETHING_WENT_WRONG),
                        Fault.of(Kind.BAD_GATEWAY),
                        Fault.of(Kind.RESET),
                        Fault.of(Kind.TRUNCATED),
                        Fault.of(Kind.EMPTY))
                .flatMap(fault -> Stream.of("/*", "/*/*").map(path -> Arguments.of(fault, path)));
        Stream<Arguments> alone = Stream.of(
                        "/debug_token",
                        "/{waba}/phone_numbers",
                        "/{waba}/message_templates",
                        "/{waba}/subscribed_apps",
                        "/{app}/subscriptions",
                        "/{business}/system_users")
                .flatMap(path ->
                        Stream.of(Fault.overload(), Fault.of(Kind.EMPTY)).map(fault -> Arguments.of(fault, path)));
        return Stream.concat(everywhere, alone);
    }

    @ParameterizedTest
    @MethodSource("unanswered")
    void whatMetaDoesNotAnswerChangesNothing(Fault fault, String path) {
        check();
        graph.faults().on("GET", path, fault.times(10_000));

        check();
        check();
        assertThat(sender.connection().status()).isEqualTo(SenderStatus.READY);
        assertThat(sender.connection().health().causes()).isEmpty();

        graph.faults().clear();
        check();
        assertThat(sender.connection().status()).isEqualTo(SenderStatus.READY);
        assertThat(sender.standing().number()).isZero();
    }

    @Test
    void wordsThatNobodyKnowsAreNotActedOnAtOnce() {
        check();
        Fault unknown = Fault.of(Kind.UNKNOWN_MEMBERS).times(10_000);
        graph.faults().on("GET", "/*", unknown).on("GET", "/*/*", unknown);

        assertThat(look()).as("again").isTrue();
        graph.faults().clear();

        assertThat(look()).isFalse();
        assertThat(sender.connection().status()).isEqualTo(SenderStatus.READY);
        assertThat(sender.standing().number()).isZero();
    }

    @Test
    void aCheckThatMetaDidNotAnswerIsRepeated() {
        check();
        Instant checkedAt = sender.connection().health().checkedAt();
        sender.waba().throttle(new Waba.Throttle(99, 80008, 1));

        assertThat(look()).as("again").isTrue();

        assertThat(sender.connection().status()).isEqualTo(SenderStatus.READY);
        assertThat(sender.connection().health().checkedAt()).isEqualTo(checkedAt);
        assertThat(sender.standing().number()).isZero();
    }

    @Test
    void aRunThatPassesEndsWhatACheckFound() {
        check();
        sender.token(TokenState.REVOKED);
        check();
        assertThat(sender.connection().status()).isEqualTo(SenderStatus.REAUTHORIZATION_REQUIRED);

        sender.token(TokenState.VALID);
        now = now.plusSeconds(60);
        sender.store().put(sender.account().rerunning(sender.connection(), "next", now));
        sender.run(StepName.VALIDATE, 2, "next");

        assertThat(sender.connection().health().causes()).isEmpty();
        assertThat(sender.connection().status()).isEqualTo(SenderStatus.READY);
        assertThat(sender.standing().number()).isEqualTo(2);
    }

    @Test
    void aRefusalOfACheckAndOneOfARunAreTwoInARow() {
        sender.token(TokenState.REVOKED);
        assertThat(sender.look()).isPresent();
        assertThat(sender.connection().status()).isEqualTo(SenderStatus.READY);

        now = now.plusSeconds(60);
        sender.store().put(sender.account().rerunning(sender.connection(), "next", now));
        sender.run(StepName.VALIDATE, 2, "next");

        assertThat(sender.connection().status()).isEqualTo(SenderStatus.REAUTHORIZATION_REQUIRED);
    }

    @Test
    void aRunThatIsAcceptedTheSecondTimeGoesOn() {
        sender.token(TokenState.REVOKED);
        sender.store().put(sender.account().rerunning(sender.connection(), "next", now));
        sender.run(StepName.VALIDATE, 2, "next");
        sender.token(TokenState.VALID);
        now = now.plus(Duration.ofHours(1));
        sender.run(StepName.VALIDATE, 2, "next");

        assertThat(sender.connection().run().step(StepName.VALIDATE).status()).isEqualTo(ProgressStatus.SUCCEEDED);
        assertThat(sender.connection().health().seen()).isEmpty();
        assertThat(sender.connection().status()).isEqualTo(SenderStatus.READY);
        assertThat(sender.standing().number()).isZero();
    }

    @Test
    void aCheckThatPassesEndsWhatARunFailedFor() {
        sender.token(TokenState.REVOKED);
        sender.store().put(sender.account().rerunning(sender.connection(), "next", now));
        sender.run(StepName.VALIDATE, 2, "next");
        assertThat(sender.connection().status()).as("one refusal").isEqualTo(SenderStatus.READY);
        assertThat(sender.connection().run().step(StepName.VALIDATE).waitsFor()).isEqualTo(WaitReason.CONFIRMATION);
        assertThat(sender.standing().number()).isZero();
        sender.run(StepName.VALIDATE, 2, "next");
        assertThat(sender.connection().status())
                .as("a repeated invocation is no second refusal")
                .isEqualTo(SenderStatus.READY);
        now = now.plus(Duration.ofHours(1));
        sender.run(StepName.VALIDATE, 2, "next");
        assertThat(sender.connection().status()).isEqualTo(SenderStatus.REAUTHORIZATION_REQUIRED);
        assertThat(sender.standing().number()).isEqualTo(1);

        sender.token(TokenState.VALID);
        check();

        assertThat(sender.connection().status()).isEqualTo(SenderStatus.READY);
        assertThat(sender.standing().number()).isEqualTo(2);
    }

    @Test
    void whatIsOlderThanARunOrOfOtherCredentialsIsNotRecorded() {
        check();
        Connection before = sender.connection();
        now = now.minus(Duration.ofDays(1));

        assertThat(sender.look()).isEmpty();

        assertThat(sender.connection()).isEqualTo(before);
    }

    @Test
    void aLookWhoseAnswerWasLostIsConfirmedByTheNextOne() {
        check();
        sender.number().set("quality_rating", "RED");

        now = now.plusSeconds(60);
        assertThat(sender.lookLosingAnswers())
                .hasValueSatisfying(checked -> assertThat(checked.again()).isTrue());
        assertThat(sender.connection().status()).isEqualTo(SenderStatus.READY);

        assertThat(look()).isFalse();
        assertThat(sender.connection().status()).isEqualTo(SenderStatus.DEGRADED);
    }

    @Test
    void aLookWhoseAnswerWasLostDoesNotConfirmItself() {
        check();
        sender.waba().throttle(new Waba.Throttle(99, 80008, 1));
        sender.appSecret("simulatedOtherSecret");

        now = now.plusSeconds(60);
        assertThat(sender.lookLosingAnswers())
                .hasValueSatisfying(checked -> assertThat(checked.again()).isTrue());

        assertThat(sender.connection().health().seen()).containsExactly("appCredentials");
        assertThat(sender.connection().health().causes()).isEmpty();
    }

    @Test
    void anAccountThatIsGoneIsNotChecked() {
        sender.store().delete(ENVIRONMENT, now);

        assertThat(sender.look()).isEmpty();
    }

    /** How long the token still lives, and the warning that is due. */
    @ParameterizedTest
    @CsvSource({"P31D,", "P30D,30", "P8D,30", "P7D,7", "P2D,7", "P1D,1", "PT1H,1"})
    void anExpiryIsWarnedOf(Duration left, @Nullable Integer days) {
        aws.clearTable();
        aws.clearSecrets();
        graph.reset();
        now = NOW;
        sender = new WatchedSender(
                aws,
                graph,
                new Clock(() -> now),
                graph.world()
                        .newAccount()
                        .numbers(1)
                        .tokenLifetime(Duration.ofDays(60))
                        .create());
        sender.setUp(true);
        Instant expiry = Objects.requireNonNull(sender.connection().tokenExpiresAt());

        now = expiry.minus(left);
        check();

        assertThat(sender.connection().status()).isEqualTo(SenderStatus.READY);
        assertThat(sender.connection().health().expiryWarning()).isEqualTo(days);
    }

    @Test
    void theFirstCheckOfAnOlderAccountFindsWhatIsWrong() {
        sender.token(TokenState.REVOKED);

        assertThat(check()).isEqualTo(2);

        assertThat(sender.connection().health().causes()).isEqualTo(Set.of("tokenValid"));
        assertThat(sender.connection().status()).isEqualTo(SenderStatus.REAUTHORIZATION_REQUIRED);
    }

    /** As the state machine does: looks until nothing is in doubt, three times at most; returns how often. */
    private int check() {
        int looks = 1;
        while (look() && looks < 3) {
            looks++;
        }
        now = now.plus(Duration.ofDays(1));
        return looks;
    }

    /** Whether another look is needed. */
    private boolean look() {
        now = now.plus(Duration.ofMinutes(10));
        return sender.look().map(Checked::again).orElse(false);
    }
}
