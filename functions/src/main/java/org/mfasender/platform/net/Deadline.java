package org.mfasender.platform.net;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** When something must have ended. */
record Deadline(long nanos) {

    static Deadline after(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** The earlier of this deadline and that much time from now. */
    Deadline within(Duration time) {
        return new Deadline(System.nanoTime() + Math.min(nanos - System.nanoTime(), time.toNanos()));
    }

    boolean isOver() {
        return System.nanoTime() - nanos >= 0;
    }

    /**
     * What is left, at least 1.
     *
     * @throws SocketTimeoutException when nothing is left
     */
    int millis() throws SocketTimeoutException {
        long left = nanos - System.nanoTime();
        if (isOver()) {
            throw new SocketTimeoutException("No whole answer in time");
        }
        return Math.clamp(left / 1_000_000, 1, Integer.MAX_VALUE);
    }
}
