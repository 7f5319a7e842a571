package org.mfasender.sender;

/** The state of an account in one word, for people and alarms. */
public enum SenderStatus {
    /** The credentials and numbers are being checked. */
    VERIFYING,
    /** A step failed, or Meta does not approve a default template; the checks say what to do. */
    ACTION_REQUIRED,
    /** Meta does not allow the account to have authentication templates yet; everything else is kept. */
    NOT_ELIGIBLE,
    /** No usable number is selected. */
    NUMBER_REQUIRED,
    /** Everything is in place except Meta's approval of a default template. */
    IN_REVIEW,
    /** Passcodes can be sent for every purpose, at least by a default content; further templates may have failed. */
    READY,
    /** Passcodes are sent, but the watch over the account found something that needs attention. */
    DEGRADED,
    /** Meta refuses the access token of what worked: a new one is needed. */
    REAUTHORIZATION_REQUIRED
}
