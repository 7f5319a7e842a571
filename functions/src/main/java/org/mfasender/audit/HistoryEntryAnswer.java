package org.mfasender.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Caller;

/** An entry of the history as it is answered. */
record HistoryEntryAnswer(String id, Instant recordedAt, String action, ActorPart actor, List<ChangePart> changes) {

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

    record ChangePart(
            String member, @Nullable String from, @Nullable String to) {

        static ChangePart of(Change change) {
            return new ChangePart(change.member(), change.from(), change.to());
        }
    }

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
                entry.changes().stream().map(ChangePart::of).toList());
    }
}
