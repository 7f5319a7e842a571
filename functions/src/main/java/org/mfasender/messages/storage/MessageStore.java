package org.mfasender.messages.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mfasender.messages.delivery.Message;
import org.mfasender.messages.delivery.MessageState;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.ExpiringTable;
import org.mfasender.platform.dynamodb.ItemChange;
import org.mfasender.platform.dynamodb.Items;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Messages, and which request has which key. The partition key is {@code KEY#{environmentId}#{hash}} or
 * {@code MESSAGE#{environmentId}#{messageId}}.
 */
public final class MessageStore {

    private static final String PREFIX = "MESSAGE#";
    /** Longer than Meta reports on a passcode. */
    private static final Duration KEPT = Duration.ofDays(3);

    private final ExpiringTable table;

    /** @param table name of the table of messages */
    public MessageStore(DynamoDbClient dynamoDb, String table) {
        this.table = new ExpiringTable(dynamoDb, table);
    }

    /**
     * Gives a key to a request, unless another has it.
     *
     * @param keyHash keyed hash
     * @return who has it: the request itself, or the one before
     */
    public Reservation reserve(EnvironmentId environment, String keyHash, Reservation wanted) {
        return reserve(environment, keyHash, wanted, "", Map.of());
    }

    /**
     * Gives a key to a request in the place of the one before, unless another has taken it meanwhile.
     *
     * @param before the message of the request before
     * @return who has it: the request itself, or another
     */
    public Reservation takeOver(EnvironmentId environment, String keyHash, UUID before, Reservation wanted) {
        Map<String, AttributeValue> values = Map.of(":before", AttributeValue.fromS(before.toString()));
        return reserve(environment, keyHash, wanted, " OR messageId = :before", values);
    }

    private Reservation reserve(
            EnvironmentId environment,
            String keyHash,
            Reservation wanted,
            String condition,
            Map<String, AttributeValue> values) {
        Map<String, AttributeValue> item = new HashMap<>(Items.write(KeyItem.of(wanted)));
        item.putAll(ExpiringTable.key(key(environment, keyHash)));
        Map<String, AttributeValue> all = new HashMap<>(values);
        all.put(":now", ExpiringTable.expiry(wanted.createdAt()));
        try {
            table.dynamoDb()
                    .putItem(request -> request.tableName(table.name())
                            .item(item)
                            .conditionExpression("attribute_not_exists(pk) OR expiresAt <= :now" + condition)
                            .expressionAttributeValues(all)
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return wanted;
        } catch (ConditionalCheckFailedException e) {
            // The request itself, when the SDK has repeated a call whose answer was lost.
            return Items.read(e.item(), KeyItem.class).toReservation();
        }
    }

    /** The request that has a key; empty when none has. */
    public Optional<Reservation> holder(EnvironmentId environment, String keyHash, Instant now) {
        return table.find(key(environment, keyHash), now)
                .map(item -> Items.read(item, KeyItem.class).toReservation());
    }

    /** Takes the key from a request that sent nothing, so that the same may be asked for again. */
    public void release(EnvironmentId environment, String keyHash, UUID messageId) {
        try {
            table.dynamoDb()
                    .deleteItem(request -> request.tableName(table.name())
                            .key(ExpiringTable.key(key(environment, keyHash)))
                            .conditionExpression("messageId = :mine")
                            .expressionAttributeValues(Map.of(":mine", AttributeValue.fromS(messageId.toString()))));
        } catch (ConditionalCheckFailedException e) {
            // Released already, by the same call whose answer was lost.
        }
    }

    /** What is known of a message; empty when nothing is recorded. */
    public Optional<Message> find(EnvironmentId environment, UUID id, Instant now) {
        return table.find(pk(environment, id), now)
                .map(item -> Items.read(item, MessageItem.class).toMessage(environment, id));
    }

    /**
     * A message that a change is about.
     *
     * @param before null when nothing was known of it
     */
    public record Changed(@Nullable Message before, Message after) {}

    /** The message that a change is about; empty when it is about something else. */
    public static Optional<Changed> changed(ItemChange change) {
        String[] key = change.partitionKey().split("#", -1);
        if (!change.partitionKey().startsWith(PREFIX) || key.length != 3) {
            return Optional.empty();
        }
        UUID id = UUID.fromString(key[2]);
        return EnvironmentId.parse(key[1])
                .map(environment -> new Changed(
                        change.readBefore(MessageItem.class)
                                .map(item -> item.toMessage(environment, id))
                                .orElse(null),
                        change.read(MessageItem.class).toMessage(environment, id)));
    }

    /**
     * Records what became of a message. A state that Meta has reported meanwhile stays.
     *
     * @param now from which it is kept for three days
     */
    public void record(Message message, Instant now) {
        Map<String, AttributeValue> members = new LinkedHashMap<>(Items.write(MessageItem.of(message, now.plus(KEPT))));
        // What is known of its end is known for good, though the record of its beginning comes late.
        Set<MessageState> open = message.state() == MessageState.SENDING
                ? Set.of(MessageState.SENDING)
                : Set.of(MessageState.SENDING, MessageState.UNKNOWN);
        try {
            update(message, members, open);
        } catch (ConditionalCheckFailedException e) {
            members.remove("state");
            update(message, members, Set.of());
        }
    }

    /** @param open the states that may be replaced beside none; empty when any may */
    private void update(Message message, Map<String, AttributeValue> members, Set<MessageState> open) {
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        List<String> settings = new ArrayList<>();
        members.forEach((member, value) -> {
            names.put("#" + member, member);
            values.put(":" + member, value);
            settings.add("#" + member + " = :" + member);
        });
        open.forEach(state -> values.put(":" + state, AttributeValue.fromS(state.name())));
        String states = open.stream().map(state -> ":" + state).sorted().collect(Collectors.joining(", "));
        table.dynamoDb()
                .updateItem(request -> request.tableName(table.name())
                        .key(ExpiringTable.key(pk(message.environmentId(), message.id())))
                        .updateExpression("SET " + String.join(", ", settings))
                        .conditionExpression(
                                open.isEmpty() ? null : "attribute_not_exists(#state) OR #state IN (" + states + ")")
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values));
    }

    private static String key(EnvironmentId environment, String hash) {
        return "KEY#" + environment + "#" + hash;
    }

    static String pk(EnvironmentId environment, UUID id) {
        return PREFIX + environment + "#" + id;
    }
}
