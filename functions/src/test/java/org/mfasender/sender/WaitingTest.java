package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.NOW;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.Fixtures;
import org.mfasender.sender.Waiting.Patience;
import org.mfasender.sender.run.StepName;

class WaitingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "wait=20 > 20",
                "wait=0 > 0",
                "wait=25 > 25",
                "wait=26 > 25",
                "wait=999999999 > 25",
                "wait=\"10\" > 10",
                "wait = 10 > 10",
                "Wait=10 > 10",
                "respond-async, wait=10 > 10",
                "wait=10, respond-async > 10",
                "respond-async;wait=10 > 10",
                "wait=5, wait=9 > 5"
            })
    void aCallerIsWaitedForAsLongAsItPrefersAndCanBeMet(String prefer, int seconds) {
        assertThat(Waiting.patience(Optional.of(prefer), true))
                .isEqualTo(new Patience(Duration.ofSeconds(seconds), "wait=" + seconds));
        assertThat(Waiting.patience(Optional.of(prefer), false))
                .as("its run has a request that waits for it")
                .isEqualTo(new Patience(Duration.ZERO, "wait=0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"wait", "wait=", "wait=-1", "wait=x", "wait=1.5", "await=10", "return=minimal", "x=\"wait=10\""})
    void otherPreferencesAreAsNone(String prefer) {
        assertThat(Waiting.patience(Optional.of(prefer), true)).isEqualTo(new Patience(Duration.ofSeconds(10), null));
        assertThat(Waiting.patience(Optional.of(prefer), false)).isEqualTo(new Patience(Duration.ZERO, null));
    }

    @Test
    void aCallerThatPrefersNothingIsWaitedForWhenItsRequestBeganTheRun() {
        assertThat(Waiting.patience(Optional.empty(), true)).isEqualTo(new Patience(Duration.ofSeconds(10), null));
        assertThat(Waiting.patience(Optional.empty(), false)).isEqualTo(new Patience(Duration.ZERO, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"respond-async", "Respond-Async", "return=minimal, respond-async"})
    void aCallerMayPreferNotToBeWaitedFor(String prefer) {
        assertThat(Waiting.patience(Optional.of(prefer), true)).isEqualTo(new Patience(Duration.ZERO, "respond-async"));
    }

    @Test
    void theNewestRunIsWaitedForAndNotTheConnections() {
        SenderAccount tried = Fixtures.account(Fixtures.connected(1), Fixtures.tried(2));

        assertThat(Waiting.isOver(Fixtures.succeeded(), NOW)).isTrue();
        assertThat(Waiting.isOver(tried, NOW)).isFalse();
        assertThat(Waiting.isOver(
                        Fixtures.with(
                                tried, Fixtures.step(tried, StepName.VALIDATE).failed(NOW, null, List.of())),
                        NOW))
                .isTrue();
    }
}
