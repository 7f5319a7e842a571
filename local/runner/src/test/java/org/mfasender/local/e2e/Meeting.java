package org.mfasender.local.e2e;

/**
 * Two operations at once: one is stopped before one of its writes, the other runs to its end meanwhile.
 *
 * @param write number of the write, counted from 1
 * @param call its operation, such as {@code PutItem}
 */
record Meeting(Start start, Operation stopped, int write, String call, Operation other) {

    @Override
    public String toString() {
        return start + ": " + stopped + " stopped before its write " + write + ", " + call + "; " + other
                + " meanwhile";
    }
}
