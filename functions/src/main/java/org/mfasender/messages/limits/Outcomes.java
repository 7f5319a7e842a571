package org.mfasender.messages.limits;

/** How many passcodes have which outcome. Those without a known one are not counted: a caller may report none. */
record Outcomes(long verified, long unused) {

    private static final int PERCENT = 100;

    boolean areAtLeast(long number) {
        return verified + unused >= number;
    }

    /** Whether fewer than this share of them was used. */
    boolean areBelow(int percent) {
        return verified * PERCENT < percent * (verified + unused);
    }
}
