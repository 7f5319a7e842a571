package org.mfasender.messages.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.ExpiringTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * The recipients of the last 24 hours: an item {@code RECIPIENT#{environmentId}#{hash}} for each, and how many were new in each hour of a
 * day, in {@code RECIPIENTS#{environmentId}#{day}}.
 */
public final class UniqueRecipientStore {

    private static final Duration COUNTED = Duration.ofHours(24);
    private static final Duration KEPT = Duration.ofHours(50);
    private static final int HOURS = 24;

    private final ExpiringTable table;
    private final Map<EnvironmentId, Past> pasts = new ConcurrentHashMap<>();

    /** What the hours before one counted; they no longer change. */
    private record Past(long hour, long recipients) {}

    /** @param table name of the table of messages */
    public UniqueRecipientStore(DynamoDbClient dynamoDb, String table) {
        this.table = new ExpiringTable(dynamoDb, table);
    }

    /**
     * Marks a recipient as counted for 24 hours.
     *
     * @return false when it is counted already
     */
    boolean remember(EnvironmentId environment, String recipientHash, Instant now) {
        Map<String, AttributeValue> item = Map.of(
                "pk",
                AttributeValue.fromS(pk(environment, recipientHash)),
                ExpiringTable.EXPIRES_AT,
                ExpiringTable.expiry(now.plus(COUNTED)));
        try {
            table.dynamoDb()
                    .putItem(request -> request.tableName(table.name())
                            .item(item)
                            .conditionExpression("attribute_not_exists(pk) OR expiresAt <= :now")
                            .expressionAttributeValues(Map.of(":now", ExpiringTable.expiry(now))));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    void forget(EnvironmentId environment, String recipientHash) {
        table.dynamoDb()
                .deleteItem(request ->
                        request.tableName(table.name()).key(ExpiringTable.key(pk(environment, recipientHash))));
    }

    /**
     * Counts a recipient in this hour.
     *
     * @return how many were counted in this hour and the 24 before; empty when there are {@code most} already
     */
    OptionalLong add(EnvironmentId environment, long most, Instant now) {
        long past = past(environment, now);
        String hour = attribute(hour(now));
        try {
            Map<String, AttributeValue> updated = table.dynamoDb()
                    .updateItem(request -> request.tableName(table.name())
                            .key(ExpiringTable.key(ofDay(environment, day(now))))
                            .updateExpression("ADD #hour :one SET expiresAt = :expiresAt")
                            .conditionExpression(":left > :none AND (attribute_not_exists(#hour) OR #hour < :left)")
                            .expressionAttributeNames(Map.of("#hour", hour))
                            .expressionAttributeValues(Map.of(
                                    ":one", AttributeValue.fromN("1"),
                                    ":none", AttributeValue.fromN("0"),
                                    ":left", AttributeValue.fromN(Long.toString(most - past)),
                                    ":expiresAt", ExpiringTable.expiry(now.plus(KEPT))))
                            .returnValues(ReturnValue.UPDATED_NEW))
                    .attributes();
            return OptionalLong.of(past + count(updated, hour));
        } catch (ConditionalCheckFailedException e) {
            return OptionalLong.empty();
        }
    }

    /** Takes back one that was counted at that time. */
    void subtract(EnvironmentId environment, Instant counted) {
        table.dynamoDb()
                .updateItem(request -> request.tableName(table.name())
                        .key(ExpiringTable.key(ofDay(environment, day(counted))))
                        .updateExpression("ADD #hour :one")
                        .expressionAttributeNames(Map.of("#hour", attribute(hour(counted))))
                        .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("-1"))));
    }

    private long past(EnvironmentId environment, Instant now) {
        long hour = hour(now);
        Past known = pasts.get(environment);
        if (known == null || known.hour() != hour) {
            Map<String, Map<String, AttributeValue>> days =
                    table.find(Set.of(ofDay(environment, day(now)), ofDay(environment, day(now) - 1)), now);
            long recipients = LongStream.range(hour - HOURS, hour)
                    .map(earlier ->
                            count(days.getOrDefault(ofDay(environment, earlier / HOURS), Map.of()), attribute(earlier)))
                    .sum();
            known = new Past(hour, recipients);
            pasts.put(environment, known);
        }
        return known.recipients();
    }

    private static long count(Map<String, AttributeValue> counts, String attribute) {
        AttributeValue count = counts.get(attribute);
        return count == null ? 0 : Long.parseLong(count.n());
    }

    private static long hour(Instant time) {
        return time.getEpochSecond() / Duration.ofHours(1).toSeconds();
    }

    private static long day(Instant time) {
        return hour(time) / HOURS;
    }

    private static String attribute(long hour) {
        return "hour" + hour % HOURS;
    }

    private static String ofDay(EnvironmentId environment, long day) {
        return "RECIPIENTS#" + environment + "#" + day;
    }

    /** The key of the item of a recipient that is counted. */
    static String pk(EnvironmentId environment, String recipientHash) {
        return "RECIPIENT#" + environment + "#" + recipientHash;
    }
}
