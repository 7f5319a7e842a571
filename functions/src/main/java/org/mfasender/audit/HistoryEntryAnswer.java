package org.mfasender.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Caller;

/** An entry of the history as it is answered. */
record HistoryEntryAnswer(String id, Instant recordedAt, String action, ActorPart actor, List<Change> changes) {

    /**
     * Who did it, as far as the token or the signature of a request says; without any of these, this system did it by itself.
     *
     * @param function the function that did it
     */
    record ActorPart(
            @Nullable String subject,
            @Nullable String client,
            @Nullable String principal,
            @Nullable String function) {}

    static HistoryEntryAnswer of(HistoryEntry entry) {
        Caller caller = entry.actor().caller();
        return new HistoryEntryAnswer(
                entry.id(),
                entry.recordedAt(),
                entry.action(),
                new ActorPart(
                        caller.subject(),
                        caller.client(),
                        caller.principal(),
                        entry.actor().function()),
                entry.changes());
    }
}
