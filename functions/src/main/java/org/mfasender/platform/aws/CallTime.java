package org.mfasender.platform.aws;

import java.time.Duration;
import org.mfasender.platform.TimeBudget;

/** How long a call may take, with its retries: no longer than is left of the {@link TimeBudget} of the work that makes it. */
final class CallTime {

    /** Of work without a budget, and at most. */
    private static final Duration LONGEST = Duration.ofSeconds(12);

    /** When the budget is over, too: what has been done is to be recorded, and a request keeps back the time for it. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private CallTime() {}

    static Duration allowed() {
        Duration left = TimeBudget.left(LONGEST);
        return left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
    }
}
