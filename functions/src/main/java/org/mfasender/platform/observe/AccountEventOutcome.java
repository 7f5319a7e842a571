package org.mfasender.platform.observe;

/** What became of something that Meta reported of a template, a number or an account. */
public enum AccountEventOutcome {
    APPLIED("applied"),
    /** What is known is newer, or the same. */
    OUTDATED("outdated"),
    /** The environment does not have the account, or the template. */
    FOREIGN("foreign"),
    /** The event does not say how things are since, and a run finds out. */
    CHECKED("checked"),
    /** Of a kind that another release records. */
    UNKNOWN("unknown");

    private final String text;

    AccountEventOutcome(String text) {
        this.text = text;
    }

    /** The name as metrics spell it. */
    @Override
    public String toString() {
        return text;
    }
}
