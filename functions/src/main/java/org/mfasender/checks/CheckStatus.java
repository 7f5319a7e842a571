package org.mfasender.checks;

/** What a check found. */
public enum CheckStatus implements Word {
    PASSED,
    /** Works, but deserves attention. */
    WARNING,
    /** A person must act. */
    FAILED,
    /** Cannot be determined, and stops nothing. */
    UNKNOWN,
    /** Not made, because it depends on one that did not pass. */
    SKIPPED
}
