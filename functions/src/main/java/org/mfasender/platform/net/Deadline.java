package org.mfasender.platform.net;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** When something has to have ended. */
record Deadline(long nanos) {

    static Deadline after(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** The earlier one of this and of a time from now on. */
    Deadline within(Duration time) {
        return new Deadline(System.nanoTime() + Math.min(nanos - System.nanoTime(), time.toNanos()));
    }

    /**
     * What is left, at least 1.
     *
     * @throws SocketTimeoutException when nothing is left
     */
    int millis() throws SocketTimeoutException {
        long left = nanos - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("No whole answer in time");
        }
        return Math.clamp(left / 1_000_000, 1, Integer.MAX_VALUE);
    }
}
