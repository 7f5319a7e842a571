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
        assertThat(Waiting.patience(Optional.of(prefer))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"wait", "wait=", "wait=-1", "wait=x", "wait=1.5", "await=10", "return=minimal", "x=\"wait=10\""})
    void otherPreferencesAreNotWaitedFor(String prefer) {
        assertThat(Waiting.patience(Optional.of(prefer))).isZero();
    }

    @Test
    void aCallerThatPrefersNothingIsNotWaitedFor() {
        assertThat(Waiting.patience(Optional.empty())).isZero();
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
