package org.mfasender.audit;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Actor;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.Items;
import org.mfasender.platform.dynamodb.Table;
import org.mfasender.platform.dynamodb.Transactions;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Who changed what in an environment: {@code HISTORY#{environmentId}} and the time. An entry is written in the transaction of its change, so
 * that neither is there without the other; nobody has the right to delete one, and DynamoDB does when its time has come.
 */
public final class HistoryStore {

    private static final String PREFIX = "HISTORY#";

    /** All of one length, so that they sort by time. */
    private static final DateTimeFormatter PLACE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(UTC);

    private final Table table;
    private final Transactions transactions;
    private final Duration retention;
    private final Clock clock;

    /** @param retention how long an entry is kept */
    public HistoryStore(DynamoDbClient dynamoDb, String table, Duration retention, Clock clock) {
        this.table = new Table(dynamoDb, table);
        this.transactions = new Transactions(this.table);
        this.retention = retention;
        this.clock = clock;
    }

    /** The write of what the current {@link Actor} does; empty when nothing changes. */
    public List<TransactWriteItem> entry(EnvironmentId environment, Action action, List<Change> changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        Instant now = clock.now();
        String id = UUID.randomUUID().toString();
        HistoryEntry entry =
                new HistoryEntry(id, PLACE.format(now) + "#" + id, now, Actor.current(), action.name(), changes);
        Map<String, AttributeValue> item = new HashMap<>(Items.write(HistoryItem.of(entry, now.plus(retention))));
        item.put("pk", Table.text(PREFIX + environment));
        item.put("sk", Table.text(entry.place()));
        return List.of(transactions.put(item, 0));
    }

    /** Records what has happened elsewhere, where no transaction includes it; nothing when nothing has. */
    public void record(EnvironmentId environment, Action action, List<Change> changes) {
        List<TransactWriteItem> writes = entry(environment, action, changes);
        if (!writes.isEmpty()) {
            transactions.transact(writes);
        }
    }

    /**
     * What has happened, the newest first.
     *
     * @param before the place of an entry, which and after which nothing is wanted; null for the newest
     */
    List<HistoryEntry> find(EnvironmentId environment, int most, @Nullable String before) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":pk", Table.text(PREFIX + environment)));
        if (before != null) {
            values.put(":before", Table.text(before));
        }
        long now = clock.now().getEpochSecond();
        return table
                .dynamoDb()
                .queryPaginator(request -> request.tableName(table.name())
                        .keyConditionExpression(before == null ? "pk = :pk" : "pk = :pk AND sk < :before")
                        .expressionAttributeValues(values)
                        .scanIndexForward(false)
                        .limit(most)
                        .consistentRead(true))
                .items()
                .stream()
                .limit(most)
                .takeWhile(item -> isRetained(item, now))
                .map(item -> Items.read(item, HistoryItem.class).toEntry(Table.sortKey(item)))
                .toList();
    }

    private static boolean isRetained(Map<String, AttributeValue> item, long now) {
        return Long.parseLong(Objects.requireNonNull(item.get("retainedUntil")).n()) > now;
    }
}
