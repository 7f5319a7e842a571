package org.mfasender.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * How long a step waits for Meta when Meta names no time. The longer the step has lasted, the longer it waits, so that any pause fits into
 * an execution's history of 25,000 events. Runs that wait for the same outage end come back apart from each other: after half the pause to
 * one and a half.
 *
 * @param shortest from {@code ThrottleWaitSeconds}
 */
public record Pause(Duration shortest, RandomGenerator random) {

    private static final int SHARE = 10;

    /** When a step runs again that began then. */
    public Instant end(Instant begun, Instant now) {
        Duration growing = Duration.between(begun, now).dividedBy(SHARE);
        Duration pause = shortest.compareTo(growing) > 0 ? shortest : growing;
        return now.plusMillis(Math.round(pause.toMillis() * (0.5 + random.nextDouble())));
    }
}
