package org.mfasender.messages.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long Meta tries to deliver a message. It drops one that was not delivered by then, and reports nothing. Source: Meta, "Time-to-live
 * (TTL)" of message templates.
 */
public final class TimeToLive {

    /** Of an authentication template that sets none. */
    private static final Duration USUAL = Duration.ofMinutes(10);
    /** What -1 stands for. */
    private static final Duration LONGEST = Duration.ofDays(30);

    private TimeToLive() {}

    /**
     * The time to live.
     *
     * @param seconds as a template sets it, 30 to 900 or -1; null when it is not known
     */
    public static Duration of(@Nullable Integer seconds) {
        if (seconds == null) {
            return USUAL;
        }
        return seconds < 0 ? LONGEST : Duration.ofSeconds(seconds);
    }
}
