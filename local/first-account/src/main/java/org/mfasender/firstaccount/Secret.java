package org.mfasender.firstaccount;

/** A value that is sent, and never printed. */
record Secret(String value) {
    @Override
    public String toString() {
        return "***";
    }
}
