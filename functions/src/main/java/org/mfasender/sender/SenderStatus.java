package org.mfasender.sender;

/** The state of an account in one word, for people and alarms. */
public enum SenderStatus {
    /** The credentials and numbers are being looked at. */
    VERIFYING,
    /** A step failed, or Meta does not approve a default template; the checks say what to do. */
    ACTION_REQUIRED,
    /** Meta does not let the account hold authentication templates yet; all the rest is kept. */
    NOT_ELIGIBLE,
    /** No usable number is selected. */
    NUMBER_REQUIRED,
    /** Everything is in place but Meta's approval of a default template. */
    IN_REVIEW,
    /** Passcodes can be sent for every purpose, at least by a default content; further templates may have failed. */
    READY
}
