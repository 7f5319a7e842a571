package org.mfasender.sender;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What others know of how a sender stands, as it is stored: see {@link Standing}. */
record StandingItem(String status, List<String> causes, Instant since, long number) {

    /** Null when there is none. */
    static @Nullable StandingItem of(@Nullable Standing standing) {
        return standing == null
                ? null
                : new StandingItem(
                        standing.status().name(),
                        standing.causes().stream().sorted().toList(),
                        standing.since(),
                        standing.number());
    }

    /** A status that this release does not know is one that needs attention. */
    Standing toStanding() {
        return new Standing(
                SenderStatus.of(status).orElse(SenderStatus.ACTION_REQUIRED), Set.copyOf(causes), since, number);
    }
}
