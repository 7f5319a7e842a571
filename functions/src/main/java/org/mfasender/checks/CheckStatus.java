package org.mfasender.checks;

/** What a check found. */
public enum CheckStatus {
    PASSED,
    /** Works, but deserves attention. */
    WARNING,
    /** A person must act. */
    FAILED,
    /** Could not be found out, and does not matter enough to stop. */
    UNKNOWN,
    /** Not made, because it depends on one that failed. */
    SKIPPED
}
