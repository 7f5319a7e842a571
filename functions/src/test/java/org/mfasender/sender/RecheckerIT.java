package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mfasender.Fixtures;
import org.mfasender.platform.Clock;
import org.mfasender.sender.run.Step;
import org.mfasender.sender.run.StepName;
import org.mfasender.sender.run.WaitReason;

class RecheckerIT {

    private static final Instant LATER = NOW.plus(Duration.ofMinutes(5));

    @RegisterExtension
    static final WaitingExecutions RUNS = new WaitingExecutions();

    private StoredAccount stored;

    @BeforeEach
    void findAccount() {
        stored = RUNS.stored();
    }

    @Test
    void whatWorksRunsOnceMoreHoweverOftenItIsAsked() {
        stored.ready();
        stored.succeed(1, StepName.PROVISION_TEMPLATES);

        assertThat(recheck(LATER, LATER.plusSeconds(1))).isTrue();
        recheck(LATER, LATER.plusSeconds(2));
        recheck(LATER, LATER.plusSeconds(3));

        assertThat(connection().run().generation()).isEqualTo(2);
        assertThat(connection().run().startedAt()).isEqualTo(LATER.plusSeconds(1));
        assertThat(connection().isVerified()).isTrue();
        assertThat(RUNS.started()).containsExactly(connection().run().execution());
        stored.assertThatTheProjectionIsThatOfItsSources();
    }

    @Test
    void aRunThatWasRecordedAndNotStartedIsStarted() {
        stored.ready();
        stored.succeed(1, StepName.PROVISION_TEMPLATES);
        stored.store.put(stored.account().rerunning(connection(), "left", LATER));

        assertThat(recheck(LATER, LATER.plusSeconds(9))).isTrue();

        assertThat(RUNS.started()).containsExactly("left");
    }

    @Test
    void aRunThatHasReadBeforeIsReplacedHoweverOftenItIsAsked() {
        stored.ready();
        stored.update(
                1,
                found -> found.with(
                        found.run().step(StepName.PROVISION_TEMPLATES).started(NOW), NOW));

        assertThat(recheck(LATER, LATER.plusSeconds(1))).isTrue();
        recheck(LATER, LATER.plusSeconds(2));

        assertThat(connection().run().generation()).isEqualTo(2);
        assertThat(connection().isVerified()).isTrue();
        assertThat(RUNS.started()).containsExactly(connection().run().execution());
        stored.assertThatTheProjectionIsThatOfItsSources();
    }

    @Test
    void aRunThatWaitsForReviewIsReplaced() {
        stored.ready();
        stored.update(1, found -> found.with(waiting(found, StepName.PROVISION_TEMPLATES), NOW));

        assertThat(recheck(LATER, LATER)).isTrue();

        assertThat(connection().run().generation()).isEqualTo(2);
        assertThat(RUNS.started()).containsExactly(connection().run().execution());
    }

    @Test
    void aRunThatHasReadNothingYetIsNotDisturbed() {
        stored.ready();
        stored.store.put(stored.account().rerunning(connection(), "queued", NOW));

        recheck(LATER, LATER);
        assertThat(connection().run().generation()).isEqualTo(2);

        stored.update(2, found -> found.with(waiting(found, StepName.VALIDATE), NOW));
        assertThat(recheck(LATER, LATER)).isFalse();

        assertThat(connection().run().generation()).isEqualTo(2);
        assertThat(RUNS.started()).containsExactly("queued");
    }

    private static Step waiting(Connection found, StepName name) {
        return found.run().step(name).waiting(NOW, WaitReason.META_FAILURE, "waits", List.of());
    }

    @Test
    void aRunThatBeganSinceIsEnough() {
        stored.ready();
        stored.succeed(1, StepName.PROVISION_TEMPLATES);

        assertThat(recheck(NOW, LATER)).isFalse();

        assertThat(RUNS.started()).isEmpty();
    }

    @Test
    void aCandidateThatIsTriedIsNotDisturbed() {
        stored.ready();
        stored.succeed(1, StepName.PROVISION_TEMPLATES);
        stored.store.put(stored.account().trying(StoredAccount.tried(2, StoredAccount.OTHER_WABA), NOW));
        Connection candidate = stored.account().candidate();

        assertThat(recheck(LATER, LATER)).isTrue();

        assertThat(connection().run().generation()).isEqualTo(3);
        assertThat(RUNS.started()).containsExactly(connection().run().execution());
        assertThat(stored.account().candidate()).isEqualTo(candidate);
    }

    @Test
    void aCandidateThatWasRefusedStaysBesideTheRun() {
        stored.ready();
        stored.succeed(1, StepName.PROVISION_TEMPLATES);
        stored.store.put(stored.account().trying(StoredAccount.tried(2, StoredAccount.OTHER_WABA), NOW));
        stored.store.update(
                ENVIRONMENT,
                2,
                (account, found) ->
                        found.with(found.run().step(StepName.VALIDATE).failed(NOW, null, List.of()), NOW),
                NOW);

        assertThat(recheck(LATER, LATER)).isTrue();

        assertThat(connection().run().generation()).isEqualTo(3);
        assertThat(Objects.requireNonNull(stored.account().candidate()).run().generation())
                .isEqualTo(2);
    }

    @Test
    void nothingIsCheckedThatWasNeverVerifiedOrIsDeleted() {
        assertThat(recheck(LATER, LATER)).isFalse();
        stored.store.put(Fixtures.failed());
        assertThat(recheck(LATER, LATER)).isFalse();
        stored.store.delete(ENVIRONMENT, NOW);
        assertThat(recheck(LATER, LATER)).isFalse();

        assertThat(RUNS.started()).isEmpty();
    }

    private boolean recheck(Instant since, Instant now) {
        return new Rechecker(stored.store, RUNS.executions(), new Clock(InstantSource.fixed(now)))
                .recheck(ENVIRONMENT, since);
    }

    private Connection connection() {
        return Objects.requireNonNull(stored.account().connection());
    }
}
