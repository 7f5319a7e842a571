package org.mfasender.platform;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The time, in milliseconds as it is stored and answered. */
public record Clock(InstantSource source) {

    public static Clock system() {
        return new Clock(InstantSource.system());
    }

    public Instant now() {
        return source.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
