package org.mfasender.messages.limits;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.templates.Purpose;

/**
 * Counts the recipients of the last 24 hours, as Meta does. A part of what Meta allows is kept for strong authentication, for which nothing
 * is refused here: what else sends for the portfolio is not known, and Meta raises limits by itself. Messages to a new recipient at once
 * each count for a moment, so that at the limit one may be refused that could pass: never one passes that is not counted.
 */
final class UniqueRecipients {

    private static final int PERCENT = 100;

    private final UniqueRecipientStore store;
    private final int keptPercent;

    UniqueRecipients(UniqueRecipientStore store, int keptPercent) {
        this.store = store;
        this.keptPercent = keptPercent;
    }

    /** Counts a recipient, unless it is counted already or too many are. */
    Claim claim(
            EnvironmentId environment, Purpose purpose, KnownRecipient recipient, MessagingLimit limit, Instant now) {
        if (limit.recipients() == null || recipient.counted()) {
            return Claim.NOTHING;
        }
        long all = limit.recipients();
        long most = purpose == Purpose.STRONG_AUTHENTICATION ? Long.MAX_VALUE : all * (PERCENT - keptPercent) / PERCENT;
        OptionalLong used = store.add(environment, most, now);
        if (used.isEmpty()) {
            // An hour later, the recipients of an hour count no longer.
            return Claim.refused(
                    Limit.MESSAGING_LIMIT,
                    now,
                    now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1)));
        }
        if (!store.remember(environment, recipient.hash(), now)) {
            // Another message to the same recipient was faster.
            store.subtract(environment, now);
            return Claim.NOTHING;
        }
        return new Claim.Counted(
                () -> {
                    store.forget(environment, recipient.hash());
                    store.subtract(environment, now);
                },
                (int) Math.min(Integer.MAX_VALUE, used.getAsLong() * PERCENT / all));
    }
}
