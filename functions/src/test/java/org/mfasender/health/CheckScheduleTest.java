package org.mfasender.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.platform.EnvironmentId;

class CheckScheduleTest {

    private static final Instant NOW = Instant.parse("2026-11-26T03:00:17.250Z");

    @ParameterizedTest
    @ValueSource(ints = {3, 24, 168})
    void eachEnvironmentHasAMinuteOfItsOwnInEachPeriod(int hours) {
        CheckSchedule schedule = new CheckSchedule(Duration.ofHours(hours));
        Random random = new Random(7);
        int[] perHour = new int[hours];
        for (int i = 0; i < 10_000; i++) {
            EnvironmentId environment = new EnvironmentId(new UUID(random.nextLong(), random.nextLong()));
            Instant next = schedule.next(environment, NOW);

            assertThat(next).isAfter(NOW).isBeforeOrEqualTo(NOW.plus(Duration.ofHours(hours)));
            assertThat(schedule.next(environment, next)).isEqualTo(next.plus(Duration.ofHours(hours)));
            assertThat(schedule.next(environment, next.minusSeconds(1))).isEqualTo(next);
            perHour[(int) Duration.between(NOW, next).minusNanos(1).toHours()]++;
        }
        assertThat(Arrays.stream(perHour).boxed())
                .as("spread")
                .allMatch(count -> count > 0.4 * 10_000 / hours && count < 1.7 * 10_000 / hours);
    }
}
