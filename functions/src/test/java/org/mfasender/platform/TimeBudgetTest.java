package org.mfasender.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TimeBudgetTest {

    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void workWithoutABudgetHasAllTheTimeThatItWants() {
        assertThat(TimeBudget.left(LONG)).isEqualTo(LONG);
    }

    @Test
    void aPartOfTheWorkHasWhatIsLeft() {
        TimeBudget budget = TimeBudget.of(Duration.ofSeconds(20));

        assertThat(budget.limit(() -> TimeBudget.left(LONG))).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
        assertThat(budget.limit(() -> TimeBudget.left(Duration.ofSeconds(5)))).isEqualTo(Duration.ofSeconds(5));
        assertThat(TimeBudget.left(LONG)).isEqualTo(LONG);
    }

    @Test
    void nothingIsLeftWhenItIsOver() {
        assertThat(TimeBudget.of(Duration.ZERO)
                        .limit(() -> TimeBudget.left(LONG))
                        .isPositive())
                .isFalse();
        assertThat(TimeBudget.of(Duration.ofSeconds(-3))
                        .limit(() -> TimeBudget.left(LONG))
                        .isPositive())
                .isFalse();
    }

    @Test
    void aBudgetWithinAnotherCanOnlyBeShorter() {
        TimeBudget outer = TimeBudget.of(Duration.ofSeconds(20));

        Supplier<Duration> within = () -> TimeBudget.of(LONG).limit(() -> TimeBudget.left(LONG));
        Supplier<Duration> shorter = () -> TimeBudget.of(Duration.ofSeconds(2)).limit(() -> TimeBudget.left(LONG));

        assertThat(outer.limit(within)).isLessThanOrEqualTo(Duration.ofSeconds(20));
        assertThat(outer.limit(shorter)).isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void anotherThreadHasItOnlyIfItIsKept() {
        TimeBudget budget = TimeBudget.of(Duration.ofSeconds(20));
        Supplier<Duration> left = () -> TimeBudget.left(LONG);

        Duration kept = budget.limit(
                () -> CompletableFuture.supplyAsync(TimeBudget.keeping(left)).join());
        Duration lost = budget.limit(() -> CompletableFuture.supplyAsync(left).join());

        assertThat(kept).isLessThanOrEqualTo(Duration.ofSeconds(20));
        assertThat(lost).isEqualTo(LONG);
    }
}
