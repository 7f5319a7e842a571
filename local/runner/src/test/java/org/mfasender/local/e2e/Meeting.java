package org.mfasender.local.e2e;

/**
 * Two operations at once: one is held before one of its writes, the other runs to its end meanwhile.
 *
 * @param write number of the write, counted from 1
 * @param call what the write calls, such as {@code PutItem}
 */
record Meeting(Start start, Operation held, int write, String call, Operation other) {

    @Override
    public String toString() {
        return start + ": " + held + " held before its write " + write + ", " + call + "; " + other + " meanwhile";
    }
}
