package org.mfasender.local.aws.states;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetrierTest {

    @Test
    void fullJitterIsBetweenZeroAndTheBackoff() {
        Retrier retrier = new Retrier(Set.of("A"), 2, 9, 2.0, 10, true);
        Random random = new Random(1);

        for (int i = 0; i < 1000; i++) {
            assertThat(retrier.delay(1, random)).isBetween(Duration.ZERO, Duration.ofSeconds(2));
            assertThat(retrier.delay(9, random)).isBetween(Duration.ZERO, Duration.ofSeconds(10));
        }
        assertThat(retrier.delay(1, random)).isNotEqualTo(retrier.delay(1, random));
    }

    @Test
    void aFractionalRateGivesFractionsOfASecond() {
        Retrier retrier = new Retrier(Set.of("A"), 1, 9, 1.5, Retrier.NO_LIMIT, false);

        assertThat(retrier.delay(3, new Random(1))).isEqualTo(Duration.ofMillis(2250));
    }
}
