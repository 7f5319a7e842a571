package org.mfasender.setup.provision;

/** Meta's failures in a row. */
final class FailureStreak {

    /** As many as it takes to find one language among those of a batch. */
    private static final int LIMIT = 6;

    private int length;

    void add() {
        length++;
    }

    void reset() {
        length = 0;
    }

    /** Whether the same call may be made again. */
    boolean allowsRetry() {
        return length < LIMIT;
    }

    /** Whether there are more than one language explains. */
    boolean isOutage() {
        return length > LIMIT;
    }
}
