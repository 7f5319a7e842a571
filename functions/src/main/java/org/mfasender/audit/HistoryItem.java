package org.mfasender.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Actor;
import org.mfasender.platform.Caller;
import org.mfasender.platform.dynamodb.StoredRecord;

/**
 * An entry as it is stored.
 *
 * @param retainedUntil in seconds since 1970; DynamoDB deletes it some time later
 */
record HistoryItem(
        String id,
        Instant recordedAt,
        @Nullable String subject,
        @Nullable String client,
        @Nullable String principal,
        @Nullable String function,
        String action,
        List<ChangeItem> changes,
        long retainedUntil)
        implements StoredRecord {

    /** A change as it is stored. */
    record ChangeItem(
            String member, @Nullable String from, @Nullable String to) {

        static ChangeItem of(Change change) {
            return new ChangeItem(change.member(), change.from(), change.to());
        }

        Change toChange() {
            return new Change(member, from, to);
        }
    }

    static HistoryItem of(HistoryEntry entry, Instant retainedUntil) {
        Caller caller = entry.actor().caller();
        return new HistoryItem(
                entry.id(),
                entry.recordedAt(),
                caller.subject(),
                caller.client(),
                caller.principal(),
                entry.actor().function(),
                entry.action(),
                entry.changes().stream().map(ChangeItem::of).toList(),
                retainedUntil.getEpochSecond());
    }

    HistoryEntry toEntry(String place) {
        return new HistoryEntry(
                id,
                place,
                recordedAt,
                new Actor(new Caller(subject, client, principal), function),
                action,
                changes.stream().map(ChangeItem::toChange).toList());
    }

    @Override
    public Map<String, List<String>> identities() {
        return Map.of();
    }
}
