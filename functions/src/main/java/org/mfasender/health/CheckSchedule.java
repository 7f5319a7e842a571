package org.mfasender.health;

import java.time.Duration;
import java.time.Instant;
import org.mfasender.platform.EnvironmentId;

/**
 * When environments are checked: each once a period, at a minute of its own, so that checks and calls of Meta are spread over the period.
 *
 * @param period of whole minutes
 */
public record CheckSchedule(Duration period) {

    /** For what is checked for the first time. */
    public static final CheckSchedule FIRST = new CheckSchedule(Duration.ofDays(1));

    /** An environment's next minute after a time. */
    public Instant next(EnvironmentId environment, Instant after) {
        long minutes = period.toMinutes();
        long own = Math.floorMod(environment.toString().hashCode(), minutes);
        long now = Math.floorDiv(after.getEpochSecond(), 60);
        long next = Math.floorDiv(now - own, minutes) * minutes + minutes + own;
        return Instant.ofEpochSecond(next * 60);
    }
}
