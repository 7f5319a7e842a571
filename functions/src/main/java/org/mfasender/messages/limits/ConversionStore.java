package org.mfasender.messages.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.ExpiringTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The outcome of each message, in {@code OUTCOME#{environmentId}#{messageId}}, and how many had which in today and yesterday, in
 * {@code CONVERSION#{environmentId}#{range or country}}.
 */
public final class ConversionStore {

    /** As long as messages. */
    private static final Duration OUTCOME_KEPT = Duration.ofDays(3);

    private static final Duration COUNTS_KEPT = Duration.ofDays(2);

    private final ExpiringTable table;

    /** @param table name of the table of messages */
    public ConversionStore(DynamoDbClient dynamoDb, String table) {
        this.table = new ExpiringTable(dynamoDb, table);
    }

    /**
     * Records the outcome of a message.
     *
     * @return the outcome that was recorded before, which stays; empty when there was none
     */
    Optional<PasscodeOutcome> record(EnvironmentId environment, UUID messageId, PasscodeOutcome outcome, Instant now) {
        Map<String, AttributeValue> item = Map.of(
                "pk",
                AttributeValue.fromS("OUTCOME#" + environment + "#" + messageId),
                "outcome",
                AttributeValue.fromS(outcome.name()),
                ExpiringTable.EXPIRES_AT,
                ExpiringTable.expiry(now.plus(OUTCOME_KEPT)));
        try {
            table.dynamoDb()
                    .putItem(request -> request.tableName(table.name())
                            .item(item)
                            .conditionExpression("attribute_not_exists(pk)")
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return Optional.empty();
        } catch (ConditionalCheckFailedException e) {
            AttributeValue before = Objects.requireNonNull(e.item().get("outcome"));
            // Another release may know more outcomes: it has counted this one.
            return Stream.of(PasscodeOutcome.values())
                    .filter(known -> known.name().equals(before.s()))
                    .findFirst()
                    .or(() -> Optional.of(outcome));
        }
    }

    /** Counts an outcome. */
    void add(EnvironmentId environment, String scope, PasscodeOutcome outcome, Instant now) {
        long today = day(now);
        table.dynamoDb()
                .updateItem(request -> request.tableName(table.name())
                        .key(ExpiringTable.key(pk(environment, scope)))
                        .updateExpression("ADD #today :one SET expiresAt = :expiresAt REMOVE #verified, #unused")
                        .expressionAttributeNames(Map.of(
                                "#today", attribute(outcome, today),
                                "#verified", attribute(PasscodeOutcome.VERIFIED, today - 2),
                                "#unused", attribute(PasscodeOutcome.UNUSED, today - 2)))
                        .expressionAttributeValues(Map.of(
                                ":one", AttributeValue.fromN("1"),
                                ":expiresAt", ExpiringTable.expiry(now.plus(COUNTS_KEPT)))));
    }

    /** The outcomes of today and yesterday; {@code item} is that of a range or country, empty where there is none. */
    static Outcomes outcomes(Map<String, AttributeValue> item, Instant now) {
        return new Outcomes(
                count(item, PasscodeOutcome.VERIFIED, day(now)), count(item, PasscodeOutcome.UNUSED, day(now)));
    }

    private static long count(Map<String, AttributeValue> item, PasscodeOutcome outcome, long today) {
        return count(item, attribute(outcome, today)) + count(item, attribute(outcome, today - 1));
    }

    private static long count(Map<String, AttributeValue> item, String attribute) {
        AttributeValue count = item.get(attribute);
        return count == null ? 0 : Long.parseLong(count.n());
    }

    private static long day(Instant time) {
        return time.getEpochSecond() / Duration.ofDays(1).toSeconds();
    }

    private static String attribute(PasscodeOutcome outcome, long day) {
        return outcome + "" + day;
    }

    /** The key of the item of a range or country. */
    static String pk(EnvironmentId environment, String scope) {
        return "CONVERSION#" + environment + "#" + scope;
    }
}
