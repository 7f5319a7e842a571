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

    /** The name as metrics spell it; the state of {@link #SUPERSEDED} is still {@code overtaken}. */
    @Override
    public String toString() {
        return text;
    }
}
