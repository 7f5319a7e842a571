package org.mfasender.firstaccount;

/** How what came compares with what was expected. */
public enum Verdict {
    OK("OK"),
    DIFFERENT("DIFFERENT"),
    /** Nothing was learned; the observation says why. */
    NOT_CHECKED("NOT CHECKED");

    private final String label;

    Verdict(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
