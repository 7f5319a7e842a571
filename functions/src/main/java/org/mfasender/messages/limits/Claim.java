package org.mfasender.messages.limits;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mfasender.messages.limits.Admission.LimitReached;

/** What one limit says about a message. */
sealed interface Claim {

    /** Where nothing is counted. */
    Claim NOTHING = new Counted(() -> {}, null);

    /**
     * The message is counted.
     *
     * @param undo for a message that another limit refuses
     * @param messagingLimitUsed percent of the recipients that Meta allows; null where they are not counted
     */
    record Counted(Runnable undo, @Nullable Integer messagingLimitUsed) implements Claim {}

    record Refused(LimitReached reached) implements Claim {}

    /** A limit that lets messages through again from {@code end} on. */
    static Claim refused(Limit limit, Instant now, Instant end) {
        return new Refused(new LimitReached(
                limit,
                Duration.ofSeconds(
                        Duration.between(now, end).plusNanos(999_999_999).toSeconds())));
    }
}
