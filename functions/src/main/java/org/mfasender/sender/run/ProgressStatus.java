package org.mfasender.sender.run;

/** How far a run, or one of its steps, is. */
public enum ProgressStatus {
    /** Not begun. */
    PENDING,
    RUNNING,
    /** Runs again at a stated time. */
    WAITING,
    SUCCEEDED,
    FAILED,
    /** Will not run, because an earlier step failed. */
    SKIPPED;

    public boolean isFinal() {
        return this == SUCCEEDED || this == FAILED || this == SKIPPED;
    }
}
