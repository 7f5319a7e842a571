package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.NOW;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.mfasender.Fixtures;
import org.mfasender.sender.Submission.Amend;
import org.mfasender.sender.Submission.Nothing;
import org.mfasender.sender.Submission.Start;
import org.mfasender.sender.run.Provisioning;

class RunIntervalTest {

    private static final Duration LEAST = Duration.ofSeconds(5);
    private static final SenderAccount ACCOUNT = Fixtures.failed();
    private static final Instant STARTED = ACCOUNT.newest().run().startedAt();
    private static final Start ANOTHER_RUN = new Start(ACCOUNT, ACCOUNT.newest(), null, false);

    private final RunInterval interval = new RunInterval(LEAST);

    @Test
    void anotherRunWaitsForTheRestOfTheInterval() {
        assertThat(interval.remaining(ACCOUNT, ANOTHER_RUN, STARTED.plusSeconds(2)))
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(interval.remaining(ACCOUNT, ANOTHER_RUN, STARTED.plus(LEAST)))
                .isZero();
        assertThat(interval.remaining(ACCOUNT, ANOTHER_RUN, STARTED.plusSeconds(60)))
                .isNegative();
    }

    @Test
    void deletingInBetweenDoesNotShortenIt() {
        DeletedSender deleted = DeletedSender.of(ACCOUNT, NOW).completed();

        assertThat(interval.remaining(deleted, ANOTHER_RUN, NOW)).isEqualTo(LEAST);
    }

    @Test
    void theFirstRunAndWhatStartsNoneWaitForNothing() {
        assertThat(interval.remaining(null, ANOTHER_RUN, STARTED)).isZero();
        assertThat(interval.remaining(ACCOUNT, new Start(ACCOUNT, ACCOUNT.newest(), null, true), STARTED))
                .isZero();
        assertThat(interval.remaining(ACCOUNT, new Nothing(ACCOUNT), STARTED)).isZero();
        assertThat(interval.remaining(ACCOUNT, new Amend(ACCOUNT), STARTED)).isZero();
    }

    @Test
    void twoRequestsAtOnceWaitNoLongerThanTheInterval() {
        assertThat(interval.remaining(ACCOUNT, ANOTHER_RUN, STARTED.minusMillis(5)))
                .isEqualTo(LEAST);
        assertThat(new RunInterval(Duration.ZERO).remaining(ACCOUNT, ANOTHER_RUN, STARTED.minusMillis(5)))
                .isZero();
    }

    @Test
    void discardingACandidateDoesNotShortenIt() {
        Instant tried = STARTED.plusSeconds(3600);
        SenderAccount working = Fixtures.succeeded();
        SenderAccount discarded = Fixtures.account(working.connection(), Fixtures.tried(2))
                .changing(2, found -> found.withRun(Provisioning.requested(2, "execution-2", tried)), tried)
                .withoutCandidate(tried.plusSeconds(1));

        assertThat(interval.remaining(discarded, ANOTHER_RUN, tried.plusSeconds(2)))
                .isPositive();
        assertThat(interval.remaining(discarded, ANOTHER_RUN, tried.plusSeconds(6)))
                .isZero();
    }
}
