package org.mfasender.platform;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The time, in milliseconds as it is stored and answered. */
public record Clock(InstantSource source) {

    private static final ScopedValue<InstantSource> SIMULATED = ScopedValue.newInstance();

    /** The time of the machine, or what stands for it where a function is constructed {@link #simulated}. */
    public static Clock system() {
        return new Clock(SIMULATED.orElse(InstantSource.system()));
    }

    /** Constructs something that lives in another time, such as a function in a test that goes through a day. */
    public static <T, X extends Throwable> T simulated(
            InstantSource time, ScopedValue.CallableOp<? extends T, X> construction) throws X {
        return ScopedValue.where(SIMULATED, time).call(construction);
    }

    public Instant now() {
        return source.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
