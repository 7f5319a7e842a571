package org.mfasender.platform.dynamodb;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.mfasender.platform.RandomNumbers;

/** Reads, decides and writes again when another write interfered. */
public final class Optimistic {

    private static final int MOST_ATTEMPTS = 10;
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 250;
    /** Work that asks Meta may be slow, and a caller waits: what has taken this long is not repeated. */
    private static final long LONGEST_NANOS = Duration.ofSeconds(8).toNanos();

    private Optimistic() {}

    /**
     * Repeats the work until no other write interferes, ten times at most and while it is younger than eight seconds, with pauses of
     * less than two seconds in total.
     *
     * @param work throws a {@link StaleRevisionException} when it must be repeated
     * @throws StaleRevisionException when other writes interfered too often
     */
    public static <T> T retry(Supplier<T> work) {
        return retry(work, System::nanoTime);
    }

    static <T> T retry(Supplier<T> work, LongSupplier nanoTime) {
        long begin = nanoTime.getAsLong();
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (StaleRevisionException e) {
                boolean late = nanoTime.getAsLong() - begin > LONGEST_NANOS;
                if (attempt == MOST_ATTEMPTS || late || !pause(attempt)) {
                    throw e;
                }
            }
        }
    }

    /** Random, so that two that interfered do not meet again; false when the thread is interrupted. */
    private static boolean pause(int attempt) {
        long longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << (attempt - 1));
        try {
            Thread.sleep(RandomNumbers.generator().nextLong(longest + 1));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
