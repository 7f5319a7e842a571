package org.mfasender.local;

import java.time.InstantSource;
import org.mfasender.local.aws.states.Timer;

/**
 * Time, as the parts of the system see it.
 *
 * @param clock what time it is
 * @param timer how it passes for the workflow's pauses and timeouts
 */
public record LocalTime(InstantSource clock, Timer timer) {

    /** The machine's. */
    public static final LocalTime REAL = new LocalTime(InstantSource.system(), Timer.realTime());
}
