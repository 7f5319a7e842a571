package org.mfasender.sender;

/** The state of an account in one word, for people and alarms. */
public enum SenderStatus {
    /** The credentials and numbers are being looked at. */
    VERIFYING,
    /** A step failed; its checks say what to do. */
    ACTION_REQUIRED,
    /** No usable number is selected. */
    NUMBER_REQUIRED,
    /** Everything is in place but Meta's approval of templates. */
    IN_REVIEW,
    READY
}
