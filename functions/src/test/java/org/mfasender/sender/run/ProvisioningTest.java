package org.mfasender.sender.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.sender.run.StepName.LIST_NUMBERS;
import static org.mfasender.sender.run.StepName.PROVISION_TEMPLATES;
import static org.mfasender.sender.run.StepName.VALIDATE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.Fixtures;

class ProvisioningTest {

    private static final Instant LATER = NOW.plusSeconds(60);

    private final Provisioning requested = Provisioning.requested(7, "execution-7", NOW);

    @Test
    void aRequestedRunHasEveryStepPending() {
        assertThat(requested.status()).isEqualTo(ProgressStatus.PENDING);
        assertThat(requested.steps())
                .extracting(Step::name)
                .containsExactly(VALIDATE, LIST_NUMBERS, PROVISION_TEMPLATES);
        assertThat(statuses(requested)).containsOnly(ProgressStatus.PENDING);
    }

    @Test
    void aStartedStepMakesTheRunRunning() {
        Provisioning run = requested.with(requested.step(VALIDATE).started(LATER), LATER);

        assertThat(run.status()).isEqualTo(ProgressStatus.RUNNING);
        assertThat(run.step(VALIDATE).startedAt()).isEqualTo(LATER);
        assertThat(run.finishedAt()).isNull();
    }

    @Test
    void aStepThatIsStartedAgainKeepsItsFirstBeginningAndForgetsWhenItLooksAgain() {
        Step waiting = requested.step(VALIDATE).started(NOW).waiting(LATER, WaitReason.REVIEW, "why", List.of());
        Step again = waiting.started(LATER);

        assertThat(waiting.retryAt()).isEqualTo(LATER);
        assertThat(again.startedAt()).isEqualTo(NOW);
        assertThat(again.retryAt()).isNull();
    }

    @Test
    void aWaitingStepMakesTheRunWaiting() {
        Provisioning run =
                requested.with(requested.step(VALIDATE).waiting(LATER, WaitReason.REVIEW, "why", List.of()), NOW);

        assertThat(run.status()).isEqualTo(ProgressStatus.WAITING);
    }

    @Test
    void aSucceededStepBeforeTheLastLeavesTheRunRunning() {
        Provisioning run = requested.with(requested.step(VALIDATE).succeeded(LATER, null, List.of()), LATER);

        assertThat(run.status()).isEqualTo(ProgressStatus.RUNNING);
        assertThat(run.finishedAt()).isNull();
    }

    @Test
    void theLastStepEndsTheRun() {
        Provisioning run = requested.with(requested.step(PROVISION_TEMPLATES).succeeded(LATER, null, List.of()), LATER);

        assertThat(run.status()).isEqualTo(ProgressStatus.SUCCEEDED);
        assertThat(run.finishedAt()).isEqualTo(LATER);
    }

    @Test
    void aFailedStepEndsTheRunAndSkipsWhatComesAfter() {
        Provisioning validated = requested.with(requested.step(VALIDATE).succeeded(NOW, null, List.of()), NOW);
        Provisioning run = validated.with(validated.step(LIST_NUMBERS).failed(LATER, null, List.of()), LATER);

        assertThat(run.status()).isEqualTo(ProgressStatus.FAILED);
        assertThat(run.finishedAt()).isEqualTo(LATER);
        assertThat(statuses(run))
                .containsExactly(ProgressStatus.SUCCEEDED, ProgressStatus.FAILED, ProgressStatus.SKIPPED);
    }

    @Test
    void aRunIsSeenAsItIsWhileItMayGoOnAndAfterItsEnd() {
        Provisioning running = Fixtures.running().newest().run();
        Provisioning succeeded = Fixtures.succeeded().newest().run();

        assertThat(running.asSeenAt(NOW.plus(Duration.ofHours(97)).minusMillis(1)))
                .isSameAs(running);
        assertThat(succeeded.asSeenAt(NOW.plus(Duration.ofDays(1000)))).isSameAs(succeeded);
    }

    @Test
    void aRunThatWasStoppedFromOutsideIsSeenAsTimedOut() {
        Instant end = NOW.plus(Duration.ofHours(97));
        Provisioning seen = Fixtures.running().newest().run().asSeenAt(end.plusSeconds(4711));

        assertThat(seen.status()).isEqualTo(ProgressStatus.FAILED);
        assertThat(seen.error()).isEqualTo("States.Timeout");
        assertThat(seen.finishedAt()).isEqualTo(end);
        assertThat(seen.step(VALIDATE).message()).contains("did not end in time");
        assertThat(statuses(seen))
                .containsExactly(ProgressStatus.FAILED, ProgressStatus.SKIPPED, ProgressStatus.SKIPPED);
    }

    /** The second name is what executions of the former release record. */
    @ParameterizedTest
    @ValueSource(strings = {"TemporaryFailure", "org.mfasender.workflow.TemporaryFailureException"})
    void anErrorThatTheWorkflowRecordedIsSeenAtTheStepItHit(String error) {
        Provisioning seen = recorded(error).asSeenAt(NOW.plusSeconds(5));

        assertThat(seen.status()).isEqualTo(ProgressStatus.FAILED);
        assertThat(seen.finishedAt()).isEqualTo(LATER);
        assertThat(seen.step(LIST_NUMBERS).status()).isEqualTo(ProgressStatus.FAILED);
        assertThat(seen.step(LIST_NUMBERS).message())
                .contains("did not answer properly in several attempts")
                .contains("send the same request again");
        assertThat(seen.step(VALIDATE).status()).isEqualTo(ProgressStatus.SUCCEEDED);
        assertThat(seen.step(PROVISION_TEMPLATES).status()).isEqualTo(ProgressStatus.SKIPPED);
    }

    /** An account that Meta has restricted answers so for ever. */
    @Test
    void failuresOfMetaAtTheTemplatesPointToTheHealthOfTheAccount() {
        Provisioning recorded = recorded("TemporaryFailure");
        Provisioning listed = recorded.with(recorded.step(LIST_NUMBERS).succeeded(NOW, null, List.of()), NOW);
        Provisioning failed = new Provisioning(
                ProgressStatus.FAILED,
                listed.generation(),
                listed.execution(),
                listed.startedAt(),
                LATER,
                0,
                null,
                recorded.error(),
                listed.steps());

        assertThat(failed.asSeenAt(LATER).step(PROVISION_TEMPLATES).message())
                .contains("did not answer properly in several attempts", "accountHealthy");
        assertThat(recorded.asSeenAt(LATER).step(LIST_NUMBERS).message()).doesNotContain("accountHealthy");
    }

    @Test
    void anUnknownErrorIsExplainedAsUnexpected() {
        Provisioning seen = recorded("java.lang.OutOfMemoryError").asSeenAt(NOW);

        assertThat(seen.step(LIST_NUMBERS).message()).contains("unexpected error");
    }

    @Test
    void aStepThatGoesOnForgetsTheError() {
        Provisioning recorded = recorded("States.Timeout");

        assertThat(recorded.with(recorded.step(LIST_NUMBERS).started(LATER), LATER)
                        .error())
                .isNull();
    }

    /** As the state machine's own write leaves a run: status, error and end, but no word at the step. */
    private Provisioning recorded(String error) {
        Provisioning validated = requested.with(requested.step(VALIDATE).succeeded(NOW, null, List.of()), NOW);
        Provisioning listing = validated.with(validated.step(LIST_NUMBERS).started(NOW), NOW);
        return new Provisioning(
                ProgressStatus.FAILED,
                listing.generation(),
                listing.execution(),
                listing.startedAt(),
                LATER,
                listing.graphCalls(),
                listing.portfolioId(),
                error,
                listing.steps());
    }

    private static List<ProgressStatus> statuses(Provisioning run) {
        return run.steps().stream().map(Step::status).toList();
    }
}
