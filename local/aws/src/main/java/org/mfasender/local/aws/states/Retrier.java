package org.mfasender.local.aws.states;

import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;

/** One element of {@code Retry}. {@code maxDelaySeconds} is 0 if there is no limit. */
record Retrier(
        Set<String> errorEquals,
        int intervalSeconds,
        int maxAttempts,
        double backoffRate,
        int maxDelaySeconds,
        boolean fullJitter) {

    /** The delay before the n-th retry, n counted from 1; with full jitter anything from 0 to it. */
    Duration delay(int attempt, RandomGenerator random) {
        double seconds = intervalSeconds * Math.pow(backoffRate, attempt - 1.0);
        seconds = Math.min(seconds, maxDelaySeconds == 0 ? 99_999_999 : maxDelaySeconds);
        long milliseconds = Math.round(seconds * 1000);
        return Duration.ofMillis(fullJitter ? random.nextLong(milliseconds + 1) : milliseconds);
    }
}
