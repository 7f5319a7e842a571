package org.mfasender.sender;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An operator's switch: whether an account may send. It changes nothing else, and outlives what is submitted.
 *
 * @param reason why sending was stopped, in an operator's words; null when none was given, or it was not
 * @param stoppedAt since when; null when it was not
 */
public record SendingSwitch(
        boolean enabled, @Nullable String reason, @Nullable Instant stoppedAt) {

    public static final SendingSwitch ON = new SendingSwitch(true, null, null);

    static SendingSwitch stopped(@Nullable String reason, Instant now) {
        return new SendingSwitch(false, reason, now);
    }

    /** As a request wants it. Who stops what is stopped may change the reason; since when stays. */
    SendingSwitch turned(boolean on, @Nullable String why, Instant now) {
        if (on) {
            return ON;
        }
        return stoppedAt == null ? stopped(why, now) : stopped(why, stoppedAt);
    }
}
