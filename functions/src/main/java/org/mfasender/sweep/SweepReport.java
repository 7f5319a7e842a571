package org.mfasender.sweep;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a sweep did, by counts; what it did not have to do is left out. */
public final class SweepReport {

    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private SweepPosition end = SweepPosition.BEGINNING;
    private @Nullable RuntimeException failure;

    /** How often what was done, e.g. {@code runsStarted}. */
    public Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }

    /** Where another sweep goes on; null when everything was seen. */
    public @Nullable SweepPosition next() {
        return end.isEnd() ? null : end;
    }

    /** The first failure of a part; null when none failed. */
    public @Nullable RuntimeException failure() {
        return failure;
    }

    /** Does a part; when it fails, that is counted, and the sweep goes on. */
    void isolating(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException e) {
            failure = failure == null ? e : failure;
            count("failures");
        }
    }

    void checkScheduled() {
        count("checksScheduled");
    }

    void runStarted() {
        count("runsStarted");
    }

    void runEnded() {
        count("runsEnded");
    }

    void deletionFinished() {
        count("deletionsFinished");
    }

    void secretRemoved() {
        count("secretsRemoved");
    }

    void secretUnexplained() {
        count("secretsWithoutRecord");
    }

    void labelMoved() {
        count("labelsMoved");
    }

    void listingRemoved() {
        count("listingsRemoved");
    }

    void webhookSecretRemoved() {
        count("webhookSecretsRemoved");
    }

    void webhookSecretReplaced() {
        count("webhookSecretsReplaced");
    }

    void endedAt(SweepPosition position) {
        end = position;
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }
}
