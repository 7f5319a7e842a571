package org.mfasender.messages.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mfasender.messages.delivery.DeliveryStatus;
import org.mfasender.messages.delivery.Message;
import org.mfasender.messages.delivery.MessageState;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.ExpiringTable;
import org.mfasender.platform.dynamodb.Items;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * What Meta reports of messages. The result is the same in whichever order statuses come, and however often: also when one comes before
 * the message itself is recorded.
 */
public final class StatusStore {

    private static final Duration KEPT = Duration.ofDays(3);
    /** What only a message that failed has. */
    private static final List<String> OF_A_FAILURE = List.of("cause", "metaCode", "metaSubcode", "metaTraceId");

    private static final String PRICING = "pricing";
    /** Every status says the same of these. */
    private static final Set<String> SAID_ONCE = Set.of(PRICING, ExpiringTable.EXPIRES_AT);

    private final ExpiringTable table;

    /** @param table name of the table of messages */
    public StatusStore(DynamoDbClient dynamoDb, String table) {
        this.table = new ExpiringTable(dynamoDb, table);
    }

    /**
     * What came of a status.
     *
     * @param changed whether it says more than what was known
     * @param before the state that was known; null when nothing was
     * @param priced whether it is the first to say what Meta charges
     * @param message as it is known then
     */
    public record Reported(boolean changed, @Nullable MessageState before, boolean priced, Message message) {}

    /** Records a status, unless one is known that prevails over it. */
    public Reported report(EnvironmentId environment, UUID id, DeliveryStatus status, Instant now) {
        Map<String, AttributeValue> members = Items.write(MessageItem.of(status, now.plus(KEPT)));
        String pk = MessageStore.pk(environment, id);
        try {
            Map<String, AttributeValue> before = update(pk, members, status);
            Message message = message(merged(before, members), environment, id);
            return new Reported(
                    true,
                    before.containsKey("state")
                            ? message(before, environment, id).state()
                            : null,
                    !before.containsKey(PRICING) && message.pricing() != null,
                    message);
        } catch (ConditionalCheckFailedException e) {
            Message known = message(e.item(), environment, id);
            AttributeValue pricing = members.get(PRICING);
            boolean priced = known.pricing() == null && pricing != null && addPricing(pk, pricing);
            return new Reported(false, known.state(), priced, priced ? known.priced(status.pricing()) : known);
        }
    }

    /** The item as an update leaves it. */
    private static Map<String, AttributeValue> merged(
            Map<String, AttributeValue> before, Map<String, AttributeValue> members) {
        Map<String, AttributeValue> merged = new HashMap<>(before);
        merged.keySet().removeAll(OF_A_FAILURE);
        members.forEach((member, value) -> {
            if (SAID_ONCE.contains(member)) {
                merged.putIfAbsent(member, value);
            } else {
                merged.put(member, value);
            }
        });
        return merged;
    }

    private Map<String, AttributeValue> update(String pk, Map<String, AttributeValue> members, DeliveryStatus status) {
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        members.forEach((member, value) -> {
            names.put("#" + member, member);
            values.put(":" + member, value);
        });
        String settings = members.keySet().stream()
                .map(member -> "#" + member + " = " + value(member))
                .collect(Collectors.joining(", "));
        String removed = OF_A_FAILURE.stream()
                .filter(member -> !members.containsKey(member))
                .collect(Collectors.joining(", "));
        status.state().below().forEach(state -> values.put(":" + state, AttributeValue.fromS(state.name())));
        String below = status.state().below().stream().map(state -> ":" + state).collect(Collectors.joining(", "));
        return table.dynamoDb()
                .updateItem(request -> request.tableName(table.name())
                        .key(ExpiringTable.key(pk))
                        .updateExpression("SET " + settings + (removed.isEmpty() ? "" : " REMOVE " + removed))
                        .conditionExpression("attribute_not_exists(#state) OR #state IN (" + below + ")")
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values)
                        .returnValues(ReturnValue.ALL_OLD)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .attributes();
    }

    private static String value(String member) {
        return SAID_ONCE.contains(member) ? "if_not_exists(#" + member + ", :" + member + ")" : ":" + member;
    }

    /** Whether nobody else has added it. */
    private boolean addPricing(String pk, AttributeValue pricing) {
        try {
            table.dynamoDb()
                    .updateItem(request -> request.tableName(table.name())
                            .key(ExpiringTable.key(pk))
                            .updateExpression("SET pricing = :pricing")
                            .conditionExpression("attribute_not_exists(pricing)")
                            .expressionAttributeValues(Map.of(":pricing", pricing)));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private static Message message(Map<String, AttributeValue> item, EnvironmentId environment, UUID id) {
        return Items.read(item, MessageItem.class).toMessage(environment, id);
    }
}
