package org.mfasender.sender;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What others know of how a sender stands, as it is stored: see {@link Standing}.
 *
 * @param published absent when it is the status
 */
record StandingItem(
        String status,
        List<String> causes,
        Instant since,
        long number,
        @Nullable String published) {

    /** Null when there is none. */
    static @Nullable StandingItem of(@Nullable Standing standing) {
        return standing == null
                ? null
                : new StandingItem(
                        standing.status().name(),
                        standing.causes().stream().sorted().toList(),
                        standing.since(),
                        standing.number(),
                        standing.published() == standing.status()
                                ? null
                                : standing.published().name());
    }

    /** A status that this release does not know is one that needs attention. */
    Standing toStanding() {
        SenderStatus known = status(status);
        return new Standing(known, Set.copyOf(causes), since, number, published == null ? known : status(published));
    }

    private static SenderStatus status(String name) {
        return SenderStatus.of(name).orElse(SenderStatus.ACTION_REQUIRED);
    }
}
