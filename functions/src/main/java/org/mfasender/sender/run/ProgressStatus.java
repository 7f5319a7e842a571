package org.mfasender.sender.run;

import java.util.stream.Stream;

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

    /**
     * The status that is stored so. One that this release does not know is taken for {@link #RUNNING}: nothing that was not done counts
     * as done, nothing is started a second time, and the run's own limit ends it.
     */
    public static ProgressStatus of(String word) {
        return Stream.of(values())
                .filter(status -> status.name().equals(word))
                .findFirst()
                .orElse(RUNNING);
    }

    public boolean isFinal() {
        return this == SUCCEEDED || this == FAILED || this == SKIPPED;
    }
}
