package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.sender.run.StepName.LIST_NUMBERS;
import static org.mfasender.sender.run.StepName.PROVISION_TEMPLATES;
import static org.mfasender.sender.run.StepName.VALIDATE;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mfasender.Fixtures;
import org.mfasender.platform.Caller;
import org.mfasender.platform.Clock;
import org.mfasender.sender.ConnectionRunner.Outcome;
import org.mfasender.sender.ConnectionRunner.Unwanted;
import org.mfasender.sender.ConnectionRunner.Wanted;
import org.mfasender.sender.run.ProgressStatus;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.sender.run.Step;
import org.mfasender.sender.run.StepName;
import org.mfasender.sender.run.WaitReason;

class ConnectionRunnerIT {

    private static final Caller CALLER = new Caller("somebody", null, null);
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Instant LATER = NOW.plusSeconds(60);

    @RegisterExtension
    static final WaitingExecutions RUNS = new WaitingExecutions();

    private StoredAccount stored;

    @BeforeEach
    void findAccount() {
        stored = RUNS.stored();
    }

    @Test
    void runsEveryStepOfWhatWorks() {
        works();

        assertThat(run(VALIDATE, LATER)).isInstanceOf(Outcome.Done.class);

        assertThat(newest().generation()).isEqualTo(2);
        assertThat(newest().steps()).extracting(Step::status).containsOnly(ProgressStatus.PENDING);
        assertThat(RUNS.started()).containsExactly(newest().execution());
        assertThat(connection().isVerified()).isTrue();
        stored.assertThatTheProjectionIsThatOfItsSources();
    }

    @Test
    void takesWhatComesBeforeTheFirstStepFromTheFormerRun() {
        works();
        Provisioning former = newest();

        assertThat(run(PROVISION_TEMPLATES, LATER)).isInstanceOf(Outcome.Done.class);

        Provisioning run = newest();
        assertThat(run.status()).isEqualTo(ProgressStatus.PENDING);
        assertThat(run.step(VALIDATE)).isEqualTo(former.step(VALIDATE));
        assertThat(run.step(LIST_NUMBERS)).isEqualTo(former.step(LIST_NUMBERS));
        assertThat(run.step(PROVISION_TEMPLATES)).isEqualTo(Step.pending(PROVISION_TEMPLATES));
        assertThat(run.isTaken(LIST_NUMBERS)).isTrue();
        assertThat(run.isTaken(PROVISION_TEMPLATES)).isFalse();
        assertThat(run(LIST_NUMBERS, LATER.plusSeconds(60)))
                .as("a run that may be taken from, too")
                .isInstanceOf(Outcome.Done.class);
        assertThat(newest().step(LIST_NUMBERS).status()).isEqualTo(ProgressStatus.PENDING);
    }

    @Test
    void doesNotBeginAfterAStepThatFailed() {
        works();
        run(VALIDATE, LATER);
        stored.update(2, found -> found.with(found.run().step(VALIDATE).failed(LATER, null, List.of()), LATER));

        assertThat(run(LIST_NUMBERS, LATER.plusSeconds(60))).isEqualTo(new Outcome.StepsMissing(LIST_NUMBERS));
        assertThat(run(VALIDATE, LATER.plusSeconds(60))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void sendingTheSameTwiceStartsOneRun() {
        works();

        run(VALIDATE, LATER);
        run(VALIDATE, LATER.plusSeconds(1));
        run(PROVISION_TEMPLATES, LATER.plusSeconds(1));
        stored.update(2, found -> found.with(found.run().step(VALIDATE).started(LATER), LATER));
        assertThat(run(VALIDATE, LATER.plusSeconds(2))).isInstanceOf(Outcome.Done.class);

        assertThat(newest().generation()).isEqualTo(2);
        assertThat(RUNS.started()).containsExactly(newest().execution());
    }

    @Test
    void aRunThatBeginsWithALaterStepDoesNotServeForAnEarlierOne() {
        works();
        run(PROVISION_TEMPLATES, LATER);

        assertThat(run(VALIDATE, LATER.plusSeconds(1))).isEqualTo(new Outcome.TooSoon(INTERVAL.minusSeconds(1)));
        assertThat(run(VALIDATE, LATER.plus(INTERVAL))).isInstanceOf(Outcome.Done.class);

        assertThat(newest().generation()).isEqualTo(3);
        assertThat(newest().covers(VALIDATE)).isTrue();
    }

    @Test
    void oneThatWaitsForReviewIsReplaced() {
        works();
        run(VALIDATE, LATER);
        stored.update(
                2,
                found -> found.with(
                        found.run().step(VALIDATE).waiting(LATER, WaitReason.REVIEW, "waits", List.of()), LATER));

        assertThat(run(VALIDATE, LATER.plus(INTERVAL))).isInstanceOf(Outcome.Done.class);

        assertThat(newest().generation()).isEqualTo(3);
    }

    @Test
    void aRunThatWasRecordedAndNotStartedIsStarted() {
        works();
        stored.store.put(stored.account().rerunning(connection(), "left", LATER));

        assertThat(run(VALIDATE, LATER.plusSeconds(1))).isInstanceOf(Outcome.Done.class);

        assertThat(RUNS.started()).containsExactly("left");
    }

    @Test
    void waitsForACandidateThatIsVerified() {
        works();
        stored.store.put(stored.account().trying(StoredAccount.tried(2, StoredAccount.OTHER_WABA), NOW));

        assertThat(run(VALIDATE, LATER)).isInstanceOf(Outcome.CandidateRuns.class);

        stored.update(2, found -> found.with(found.run().step(VALIDATE).failed(NOW, null, List.of()), NOW));
        assertThat(run(VALIDATE, LATER)).isInstanceOf(Outcome.Done.class);
        assertThat(Objects.requireNonNull(stored.account().candidate()).run().generation())
                .isEqualTo(2);
    }

    @Test
    void needsSomethingThatWorks() {
        assertThat(run(VALIDATE, LATER)).isInstanceOf(Outcome.NoAccount.class);
        stored.store.put(Fixtures.failed());
        assertThat(run(VALIDATE, LATER)).isInstanceOf(Outcome.NothingWorks.class);
        stored.store.delete(ENVIRONMENT, NOW);
        assertThat(run(VALIDATE, LATER)).isInstanceOf(Outcome.NoAccount.class);

        assertThat(RUNS.started()).isEmpty();
    }

    @Test
    void aCancelledRunEndsAndItsStepsRecordNothing() {
        works();
        run(VALIDATE, LATER);
        stored.update(2, found -> found.with(found.run().step(VALIDATE).started(LATER), LATER));

        assertThat(cancel(2)).isInstanceOf(Outcome.Done.class);

        assertThat(newest().status()).isEqualTo(ProgressStatus.FAILED);
        Provisioning seen = newest().asSeenAt(LATER.plusSeconds(9));
        assertThat(seen.step(VALIDATE).message()).contains("was cancelled");
        assertThat(seen.steps())
                .extracting(Step::status)
                .containsExactly(ProgressStatus.FAILED, ProgressStatus.SKIPPED, ProgressStatus.SKIPPED);
        Optional<SenderAccount> late = stored.store.update(
                ENVIRONMENT,
                2,
                (account, found) -> found.with(found.run().step(VALIDATE).succeeded(LATER, null, List.of()), LATER),
                LATER);
        assertThat(late).isEmpty();
        assertThat(newest().recordedAt(LATER.plus(Duration.ofDays(9)))).isEqualTo(newest());
        RUNS.assertAllStopped();
        stored.assertThatTheProjectionIsThatOfItsSources();
    }

    @Test
    void cancellingTwiceIsCancellingOnce() {
        works();
        run(VALIDATE, LATER);
        cancel(2);
        SenderAccount before = stored.account();

        assertThat(cancel(2)).isEqualTo(new Outcome.Done(before));

        assertThat(stored.account()).isEqualTo(before);
    }

    @Test
    void aRunThatHasEndedStaysAsItIs() {
        works();
        SenderAccount before = stored.account();

        assertThat(cancel(1)).isEqualTo(new Outcome.Done(before));
        assertThat(cancel(2)).isInstanceOf(Outcome.NoRun.class);
        assertThat(stored.account()).isEqualTo(before);
    }

    private void works() {
        stored.ready();
        stored.succeed(1, PROVISION_TEMPLATES);
    }

    private Outcome run(StepName first, Instant now) {
        return runner(now).run(new Wanted(CALLER, ENVIRONMENT, first));
    }

    private Outcome cancel(long generation) {
        return runner(LATER.plusSeconds(3)).cancel(new Unwanted(CALLER, ENVIRONMENT, generation));
    }

    private ConnectionRunner runner(Instant now) {
        return new ConnectionRunner(
                stored.store, RUNS.executions(), new RunInterval(INTERVAL), new Clock(InstantSource.fixed(now)));
    }

    private Connection connection() {
        return Objects.requireNonNull(stored.account().connection());
    }

    private Provisioning newest() {
        return connection().run();
    }
}
