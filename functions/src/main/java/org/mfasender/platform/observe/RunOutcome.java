package org.mfasender.platform.observe;

/** How a run ended. One that fails is counted by {@code AWS/States}: a broken function could not count itself. */
public enum RunOutcome {
    CONFIGURED("configured"),
    ACTION_REQUIRED("action-required"),
    /** Meta does not let the account hold authentication templates yet. */
    NOT_ELIGIBLE("not-eligible"),
    /** Superseded by a newer run or by a deletion. */
    SUPERSEDED("superseded");

    private final String text;

    RunOutcome(String text) {
        this.text = text;
    }

    /** The name as metrics and, but for one, the workflow's states spell it. */
    @Override
    public String toString() {
        return text;
    }
}
