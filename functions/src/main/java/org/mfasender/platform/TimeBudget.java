package org.mfasender.platform;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * How long a piece of work may take as a whole, whatever it consists of. The budget is bound to the work, so that a call deep inside it
 * can be bounded without a parameter on the way. Work without a budget has all the time that it wants.
 */
public final class TimeBudget {

    private static final ScopedValue<TimeBudget> CURRENT = ScopedValue.newInstance();

    private final long end;

    private TimeBudget(long end) {
        this.end = end;
    }

    /** A budget that begins now. */
    public static TimeBudget of(Duration time) {
        return new TimeBudget(System.nanoTime() + time.toNanos());
    }

    /** Does a piece of work within this budget and the one that it is part of, if there is one. */
    public <T> T limit(Supplier<T> work) {
        return ScopedValue.where(CURRENT, within(CURRENT.orElse(this))).call(work::get);
    }

    /** The same work, limited by the budget of here on whatever thread it is done. */
    public static <T> Supplier<T> keeping(Supplier<T> work) {
        if (!CURRENT.isBound()) {
            return work;
        }
        TimeBudget budget = CURRENT.get();
        return () -> budget.limit(work);
    }

    /** The same, of work without a result. */
    public static Runnable keeping(Runnable work) {
        if (!CURRENT.isBound()) {
            return work;
        }
        TimeBudget budget = CURRENT.get();
        return () -> ScopedValue.where(CURRENT, budget.within(CURRENT.orElse(budget)))
                .run(work);
    }

    /** How long a part of the work may take that would take {@code longest}; zero or less when the budget is over. */
    public static Duration left(Duration longest) {
        if (!CURRENT.isBound()) {
            return longest;
        }
        Duration left = Duration.ofNanos(CURRENT.get().end - System.nanoTime());
        return left.compareTo(longest) < 0 ? left : longest;
    }

    private TimeBudget within(TimeBudget outer) {
        return outer.end - end < 0 ? outer : this;
    }
}
