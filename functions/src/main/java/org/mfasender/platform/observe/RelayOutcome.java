package org.mfasender.platform.observe;

/** What became of a change that a function had recorded for another one. */
public enum RelayOutcome {
    FOLLOWED("followed"),
    /** Nobody's business, or another release's. */
    IGNORED("ignored"),
    /** It is delivered again, for a while. */
    FAILED("failed");

    private final String text;

    RelayOutcome(String text) {
        this.text = text;
    }

    /** The name as metrics spell it. */
    @Override
    public String toString() {
        return text;
    }
}
