package org.mfasender.local.aws.states;

import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;

/** One element of {@code Retry}. */
record Retrier(
        Set<String> errorEquals,
        int intervalSeconds,
        int maxAttempts,
        double backoffRate,
        int maxDelaySeconds,
        boolean fullJitter) {

    static final int NO_LIMIT = 31_622_399;

    static Retrier read(Fields fields, Set<String> errorEquals) throws InvalidDefinition {
        fields.allow(
                "ErrorEquals", "IntervalSeconds", "MaxAttempts", "BackoffRate", "MaxDelaySeconds", "JitterStrategy");
        int interval = fields.wholeNumber("IntervalSeconds", 1, 1);
        int maxDelay = fields.wholeNumber("MaxDelaySeconds", 1, NO_LIMIT);
        if (fields.has("MaxDelaySeconds") && (maxDelay <= interval || maxDelay > NO_LIMIT)) {
            throw fields.invalid("MaxDelaySeconds", "Must be greater than IntervalSeconds and less than 31622400");
        }
        String jitter = fields.has("JitterStrategy") ? fields.text("JitterStrategy") : "NONE";
        if (!Set.of("FULL", "NONE").contains(jitter)) {
            throw fields.invalid("JitterStrategy", "FULL or NONE is required");
        }
        return new Retrier(
                errorEquals,
                interval,
                fields.wholeNumber("MaxAttempts", 0, 3),
                fields.decimal("BackoffRate", 1.0, 2.0),
                maxDelay,
                jitter.equals("FULL"));
    }

    /** The delay before the n-th retry, n counted from 1; with full jitter anything from 0 to it. */
    Duration delay(int attempt, RandomGenerator random) {
        double seconds = Math.min(intervalSeconds * Math.pow(backoffRate, attempt - 1.0), maxDelaySeconds);
        long milliseconds = Math.round(seconds * 1000);
        return Duration.ofMillis(fullJitter ? random.nextLong(milliseconds + 1) : milliseconds);
    }
}
