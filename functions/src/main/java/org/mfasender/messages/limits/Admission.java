package org.mfasender.messages.limits;

import java.time.Duration;

/** Whether a message may be sent now. */
public sealed interface Admission {

    /** It may, and is counted. */
    record Admitted() implements Admission {}

    /**
     * It may not.
     *
     * @param limit one that is reached; there may be more
     * @param retryAfter until the limit lets messages through again; at least a second
     */
    record LimitReached(Limit limit, Duration retryAfter) implements Admission {}
}
