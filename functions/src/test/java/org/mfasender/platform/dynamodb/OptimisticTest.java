package org.mfasender.platform.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OptimisticTest {

    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void workIsRepeatedUntilNoWriteInterferes() {
        assertThat(Optimistic.retry(interferedWith(3))).isEqualTo(4);
    }

    @Test
    void workThatIsInterferedWithTooOftenIsGivenUp() {
        assertThatThrownBy(() -> Optimistic.retry(interferedWith(Integer.MAX_VALUE)))
                .isInstanceOf(StaleRevisionException.class);
        assertThat(attempts).hasValue(10);
    }

    @Test
    void workThatHasTakenTooLongIsNotRepeated() {
        AtomicLong time = new AtomicLong();
        Supplier<Integer> slow = () -> {
            time.addAndGet(Duration.ofSeconds(3).toNanos());
            return interferedWith(Integer.MAX_VALUE).get();
        };

        assertThatThrownBy(() -> Optimistic.retry(slow, time::get)).isInstanceOf(StaleRevisionException.class);
        assertThat(attempts).as("after 3, 6 and 9 seconds").hasValue(3);
    }

    @Test
    void anInterruptedThreadGivesUp() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Optimistic.retry(interferedWith(1))).isInstanceOf(StaleRevisionException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(attempts).hasValue(1);
    }

    private Supplier<Integer> interferedWith(int times) {
        return () -> {
            if (attempts.incrementAndGet() <= times) {
                throw new StaleRevisionException();
            }
            return attempts.get();
        };
    }
}
