package org.mfasender.firstaccount;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/** Asks again and again. */
final class Patience {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** What is asked. */
    @FunctionalInterface
    interface Asked<T> {
        T ask() throws IOException, InterruptedException;
    }

    private Patience() {}

    /** The first answer that is as wanted, else the last one before the time was over. */
    static <T> T until(Duration time, Asked<T> asked, Predicate<T> wanted) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(time);
        T answer = asked.ask();
        while (!wanted.test(answer) && Instant.now().isBefore(end)) {
            Thread.sleep(PAUSE);
            answer = asked.ask();
        }
        return answer;
    }
}
