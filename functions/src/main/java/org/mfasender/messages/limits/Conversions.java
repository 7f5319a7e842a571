package org.mfasender.messages.limits;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.config.LimitParameters;

/**
 * How many passcodes are used. Who is paid for messages has them sent to ranges of numbers that nobody reads: few of their passcodes are
 * used.
 */
public final class Conversions {

    /** A country is judged by more outcomes than a range: it concerns more people. */
    private static final int RANGES_OF_COUNTRY = 5;

    private final ConversionStore store;
    private final LimitParameters parameters;

    public Conversions(ConversionStore store, LimitParameters parameters) {
        this.store = store;
        this.parameters = parameters;
    }

    /**
     * Counts the outcome of a message, once. After a death in between it is recorded and not counted: of many, one does not matter.
     *
     * @param range keyed hash of the recipient's range
     * @return the outcome that counts: the first that was reported
     */
    public PasscodeOutcome count(
            EnvironmentId environment,
            UUID messageId,
            String range,
            String country,
            PasscodeOutcome outcome,
            Instant now) {
        Optional<PasscodeOutcome> before = store.record(environment, messageId, outcome, now);
        if (before.isEmpty()) {
            store.add(environment, range, outcome, now);
            store.add(environment, country, outcome, now);
        }
        return before.orElse(outcome);
    }

    /** Whether few of the passcodes are used that go to a range; of one with few outcomes, whether it is so in its country. */
    boolean areLow(KnownRecipient recipient) {
        int sample = parameters.lowConversionOutcomes();
        int percent = parameters.lowConversionPercent();
        if (recipient.ofRange().areAtLeast(sample)) {
            return recipient.ofRange().areBelow(percent);
        }
        return recipient.ofCountry().areAtLeast((long) sample * RANGES_OF_COUNTRY)
                && recipient.ofCountry().areBelow(percent);
    }
}
